import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StepSubject } from '@greenroom/contracts';
import { aRun, aStep, aWorkflowSummary } from '../../../../test-support/a-workflow';
import { platformFor } from '../../../../test-support/providers';
import { Formatter } from '../../platform/formatter';
import { runTitle, stepWords } from './step-words';

/** Shows which words are asked for, and with what; there are none for single names. */
const tell = (key: string, words: object = {}) =>
  key.startsWith('admin.step') ? [key, ...Object.values(words).filter(Boolean)].join(' | ') : key;

describe('the words for a step', () => {
  let format: Formatter;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: platformFor() });
    format = TestBed.inject(Formatter);
  });

  const message = { about: 'message', channel: 'email', template: 'reminder', address: null } as const;
  const wait = { about: 'wait', anchor: 'start', minutes: 0 } as const;
  const webhook = { about: 'webhook', endpointId: aStep().id, event: 'interview.booked' } as const;

  it.each<[StepSubject, string]>([
    [{ ...message, to: 'candidate' }, 'admin.step.message.email.candidate | reminder'],
    [{ ...message, channel: 'sms', to: 'interviewer' }, 'admin.step.message.sms.interviewer | reminder'],
    [
      { ...message, to: 'address', address: 'team@example.com' },
      'admin.step.message.email.address | reminder | team@example.com',
    ],
    [{ ...webhook, endpointName: 'CRM' }, 'admin.step.webhook | interview.booked | CRM'],
    [{ ...webhook, endpointName: null }, 'admin.step.webhook-gone | interview.booked'],
    [{ about: 'status', to: 'no-show' }, 'admin.step.status | interview.status.no-show'],
    [{ ...wait, minutes: -90 }, 'admin.step.wait.start-before | 1 hour 30 minutes'],
    [{ ...wait, anchor: 'end', minutes: 15 }, 'admin.step.wait.end-after | 15 minutes'],
    [{ ...wait, anchor: 'turn', minutes: 5 }, 'admin.step.wait.turn | 5 minutes'],
  ])('say whom it writes to, what it calls or changes, and until when it waits (%#)', (subject, words) => {
    expect(stepWords(tell, format, aStep({ subject }))).toBe(words);
  });

  it('name its kind where that says everything', () => {
    expect(stepWords(tell, format, aStep({ kind: 'stop', subject: null }))).toBe('stop');
  });

  it('wait until the anchor itself where there are no minutes', () => {
    expect(stepWords(tell, format, aStep({ subject: wait }))).toMatch(/^admin\.step\.wait\.start-at/);
  });

  it('name its workflow as it is called now, else as it was called then', () => {
    const renamed = aWorkflowSummary({ name: 'Renamed' });
    expect(runTitle(tell, aRun(), [renamed])).toBe('Renamed');
    expect(runTitle(tell, aRun(), [])).toBe('Reminder');
  });
});
