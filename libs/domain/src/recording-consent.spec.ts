import { describe, expect, it } from '@jest/globals';
import { recordingConsentSchema } from '@greenroom/contracts';
import { decideConsent, isAgreed, recordingOf } from './recording-consent.ts';

const consents = recordingConsentSchema.options;

describe('a consent', () => {
  it.each([
    ['open', 'agree', 'given'],
    ['open', 'decline', 'refused'],
    ['given', 'agree', 'given'],
    ['given', 'decline', 'withdrawn'],
    ['refused', 'decline', 'refused'],
    ['refused', 'agree', 'refused'],
    ['withdrawn', 'decline', 'withdrawn'],
    ['withdrawn', 'agree', 'withdrawn'],
  ] as const)('that is %s becomes, by "%s", %s', (before, decision, after) => {
    expect(decideConsent(before, decision)).toBe(after);
  });

  it('permits a recording only when both have given theirs', () => {
    const agreed = consents.flatMap((candidate) =>
      consents
        .filter((interviewer) => isAgreed({ candidate, interviewer }))
        .map((interviewer) => [candidate, interviewer]),
    );
    expect(agreed).toEqual([['given', 'given']]);
  });
});

describe('the recording that a file is of', () => {
  const at = (minute: number) => ({ since: new Date(Date.UTC(2030, 0, 1, 12, minute)) });
  const [first, second] = [at(0), at(20)];

  it('is the one that began nearest, whatever the clock of the recorder', () => {
    expect(recordingOf([first, second], at(-3).since)).toBe(first);
    expect(recordingOf([first, second], at(3).since)).toBe(first);
    expect(recordingOf([second, first], at(24).since)).toBe(second);
  });

  it('is none where nothing was recorded', () => {
    const none: (typeof first)[] = [];
    expect(recordingOf(none, first.since)).toBeUndefined();
  });
});
