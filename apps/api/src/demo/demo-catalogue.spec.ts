import { describe, expect, it } from '@jest/globals';
import { brandingInputSchema, interviewerInputSchema, interviewTypeInputSchema } from '@greenroom/contracts';
import { isFreeNow } from '@greenroom/domain';
import { demoBranding, demoInterviewers, demoInterviewTypes } from './demo-catalogue.ts';

const HOUR_MS = 3_600_000;
const MONDAY = Date.UTC(2027, 0, 11);

describe('the demo catalogue', () => {
  it('is what an administrator could have entered', () => {
    expect(brandingInputSchema.parse(demoBranding)).toEqual(demoBranding);
    for (const type of demoInterviewTypes) expect(interviewTypeInputSchema.parse(type)).toEqual(type);
    for (const person of demoInterviewers) expect(interviewerInputSchema.parse(person)).toEqual(person);
  });

  it('has at least two people who are free now, at any hour of any day, in winter and summer', () => {
    for (const start of [MONDAY, Date.UTC(2027, 6, 5)]) {
      for (let hour = 0; hour < 7 * 24; hour += 1) {
        const now = start + hour * HOUR_MS;
        const free = demoInterviewers.filter((person) =>
          isFreeNow({ ...person, busy: [] }, { durationMinutes: 15, now }),
        );
        expect(free.length).toBeGreaterThanOrEqual(2);
      }
    }
  });
});
