import { describe, expect, it } from '@jest/globals';
import type { StepStatus } from '@greenroom/contracts';
import { aMessage, aStory } from '../../../../test-support/a-story';
import { aRun, aStep } from '../../../../test-support/a-workflow';
import { filtered, folded, groupByDay, timelineFilters, timelineOf } from './timeline';

const at = (time: string) => `2026-11-25T${time}:00.000Z`;
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const interview = aStory({
  history: [
    { from: null, to: 'held', actor: 'candidate', cause: 'booked', reason: null, at: at('09:00') },
    { from: 'held', to: 'scheduled', actor: 'payment', cause: 'paid', reason: null, at: at('09:02') },
  ],
  scheduleChanges: [
    {
      version: 1,
      previousStart: at('20:00'),
      start: at('10:00'),
      actor: 'admin',
      reason: 'As agreed on the phone',
      at: at('09:30'),
    },
  ],
  ledger: [
    {
      kind: 'charge',
      amountMinor: 4900,
      currency: 'EUR',
      reason: 'booking',
      providerReference: 'pi_1',
      at: at('09:02'),
    },
  ],
  messages: [aMessage({ createdAt: at('09:02') })],
  presence: [
    { role: 'candidate', joinedAt: at('23:58'), leftAt: null },
    { role: 'interviewer', joinedAt: at('10:00'), leftAt: at('10:30') },
  ],
  events: [
    { type: 'payment.failed', at: at('09:01') },
    { type: 'outcome.decided', at: at('11:00'), outcome: 'cut-short', previous: null, by: 'evidence' },
    { type: 'outcome.decided', at: at('12:00'), outcome: 'delivered', previous: 'cut-short', by: 'admin' },
  ],
  outcomeReason: 'Both have said so',
  tasks: [
    {
      id: uuid(51),
      kind: 'appeal',
      openedBy: 'candidate',
      text: 'It was longer',
      openedAt: at('11:30'),
      resolvedAt: at('12:00'),
      note: 'So it was',
    },
  ],
  deliveries: [
    {
      id: uuid(61),
      endpoint: { id: uuid(62), name: 'CRM' },
      interviewId: uuid(1),
      event: 'interview.booked',
      status: 'delivered',
      attempts: 1,
      lastStatus: 204,
      lastError: null,
      nextAttemptAt: null,
      deliveredAt: at('09:03'),
      createdAt: at('09:02'),
    },
  ],
});

const stepOf = (number: number, status: StepStatus, time = '09:02') =>
  aStep({ id: uuid(number), status, doneAt: status === 'parked' ? null : at(time), dueAt: at(time) });
const runs = [aRun({ steps: [stepOf(1, 'done'), stepOf(2, 'pending'), stepOf(3, 'waiting')] })];
const kindsOf = (entries: readonly { readonly kind: string }[]) => entries.map(({ kind }) => kind);

describe('the timeline of an interview', () => {
  it('tells everything in the order in which it happened, causes before effects', () => {
    expect(kindsOf(timelineOf(interview, runs))).toEqual([
      'transition',
      'event',
      'transition',
      'money',
      'step',
      'message',
      'delivery',
      'rescheduled',
      'presence',
      'event',
      'task',
      'event',
      'task',
      'presence',
    ]);
  });

  it('says why an administrator decided so, beside the decision that holds', () => {
    const reasons = timelineOf(interview, []).flatMap((entry) =>
      entry.kind === 'event' ? [entry.reason] : [],
    );
    expect(reasons).toEqual([null, null, 'Both have said so']);
  });

  it('is narrowed down to people, money, messages or workflows; each entry is of one of them', () => {
    const all = timelineOf(interview, runs);
    expect(kindsOf(filtered(all, 'money'))).toEqual(['event', 'money']);
    expect(kindsOf(filtered(all, 'messages'))).toEqual(['message', 'delivery']);
    expect(kindsOf(filtered(all, 'workflow'))).toEqual(['step']);
    const parts = timelineFilters
      .filter((filter) => filter !== 'all')
      .flatMap((filter) => filtered(all, filter));
    expect(new Set(parts)).toEqual(new Set(filtered(all, 'all')));
    expect(parts).toHaveLength(all.length);
  });

  it('is grouped by the reader’s days', () => {
    const inTokyo = (instant: string) =>
      new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(new Date(instant));
    expect(
      groupByDay(timelineOf(interview, runs), inTokyo).map(({ day, entries }) => [day, entries.length]),
    ).toEqual([
      ['2026-11-25', 13],
      ['2026-11-26', 1],
    ]);
  });
});

describe('a step and what it has set off', () => {
  it('are told one after the other, with their like, although they happened milliseconds apart', () => {
    const time = (milliseconds: number) => `2026-11-25T09:02:00.${milliseconds}Z`;
    const messages = [aMessage({ id: uuid(71), createdAt: time(100) }), aMessage({ createdAt: time(120) })];
    const steps = [110, 130].map((milliseconds) =>
      aStep({ id: uuid(milliseconds), doneAt: time(milliseconds) }),
    );
    expect(kindsOf(timelineOf(aStory({ messages }), [aRun({ steps })]))).toEqual([
      'step',
      'step',
      'message',
      'message',
    ]);
  });
});

describe('a long row of steps', () => {
  const entriesOf = (...statuses: StepStatus[]) =>
    timelineOf(aStory(), [aRun({ steps: statuses.map((status, index) => stepOf(index, status)) })]);
  const shapeOf = (filter: 'all' | 'workflow', ...statuses: StepStatus[]) =>
    folded(entriesOf(...statuses), filter).map((row) =>
      row.folded ? `${row.done} done, ${row.leftOut} left out` : row.entry.kind,
    );

  it('is folded beside everything else', () => {
    expect(shapeOf('all', 'done', 'skipped', 'cancelled', 'done')).toEqual(['2 done, 2 left out']);
  });

  it('stays in sight where it is but one', () => {
    expect(shapeOf('all', 'skipped')).toEqual(['step']);
  });

  it('never hides what waits for a person', () => {
    expect(shapeOf('all', 'done', 'done', 'parked', 'skipped')).toEqual([
      '2 done, 0 left out',
      'step',
      'step',
    ]);
  });

  it('shows what was done where only workflows are asked for', () => {
    expect(shapeOf('workflow', 'done', 'skipped', 'skipped', 'cancelled', 'done')).toEqual([
      'step',
      '0 done, 3 left out',
      'step',
    ]);
  });
});
