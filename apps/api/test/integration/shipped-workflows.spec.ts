/** What comes with Greenroom, on virtual time: from the event to the messages that are planned. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startApplication, type TestApplication } from '../support/application.ts';
import { createInterview, createInterviewer, type InterviewWish } from '../support/builders.ts';
import { roomOf, Signalling } from '../support/conference.ts';
import { fateOf, messagesOf, publish, settle, settleAt } from '../support/workflows.ts';

let application: TestApplication;
let candidateId: string;

beforeAll(async () => {
  application = await startApplication();
  candidateId = (await application.candidate()).accountId;
});
afterAll(() => application.stop());
afterEach(() => settle(application));

const MINUTE_MS = 60_000;
const client = () => application.database.client;
const interviewWith = (wish: Partial<InterviewWish> = {}) =>
  createInterview(application, { candidateId, startsInMinutes: 48 * 60, ...wish });
const before = ({ scheduledAt }: { scheduledAt: Date }, minutes: number) =>
  new Date(scheduledAt.getTime() - minutes * MINUTE_MS);
const scheduled = (id: string) =>
  publish(application, 'interview.scheduled', id, { scheduleVersion: 0, late: false });
const told = (id: string) => messagesOf(application, id);
const booked = ['confirmation to candidate by email', 'invitation to interviewer by email'];
const reminded = ['reminder to candidate by email', 'reminder to interviewer by email'];

describe('a booking', () => {
  it('is confirmed to the candidate and opened to the interviewer', async () => {
    const { id } = await interviewWith();
    await scheduled(id);
    await settle(application);
    expect(await told(id)).toEqual(booked);
  });

  it('brings a word of the payment, a lapsed hold another', async () => {
    const { id } = await interviewWith({ status: 'expired' });
    await publish(application, 'payment.failed', id, { paymentId: id });
    await publish(application, 'interview.expired', id, {});
    await settle(application);
    expect(await told(id)).toEqual(['hold-expired to candidate by email']);
    const paid = await interviewWith();
    await publish(application, 'payment.settled', paid.id, { paymentId: paid.id });
    await settle(application);
    expect(await told(paid.id)).toEqual(['payment-received to candidate by email']);
    const held = await interviewWith({ status: 'held' });
    await publish(application, 'payment.failed', held.id, { paymentId: held.id });
    await settle(application);
    expect(await told(held.id)).toEqual(['payment-failed to candidate by email']);
  });
});

describe('reminders', () => {
  it('come a day, an hour and ten minutes ahead, each at its time and not before', async () => {
    const interview = await interviewWith();
    await scheduled(interview.id);
    await settle(application);
    let expected = booked;
    for (const minutes of [1_440, 60, 10]) {
      await settleAt(application, new Date(before(interview, minutes).getTime() - 1_000));
      expect(await told(interview.id)).toEqual(expected);
      await settleAt(application, before(interview, minutes));
      expected = [...expected, ...reminded];
      expect(await told(interview.id)).toEqual(expected);
    }
  });

  it('of a time that had passed at the booking do not come', async () => {
    const interview = await interviewWith({ startsInMinutes: 90 });
    await scheduled(interview.id);
    await settle(application);
    for (const minutes of [60, 10, 5]) await settleAt(application, before(interview, minutes));
    expect(await told(interview.id)).toEqual([...booked, ...reminded, ...reminded]);
    expect(await fateOf(application, interview.id, 'reminder-24-hours')).toEqual([]);
  });

  it.each([
    ['spring, Berlin', '2027-03-28T08:00:00Z', '2027-03-27T08:00:00Z'],
    ['autumn, Berlin', '2027-10-31T09:00:00Z', '2027-10-30T09:00:00Z'],
    ['autumn, New York', '2027-11-07T15:00:00Z', '2027-11-06T15:00:00Z'],
    ['Lord Howe Island, half an hour', '2027-04-04T00:00:00Z', '2027-04-03T00:00:00Z'],
  ])('a day ahead are 24 hours ahead when the clocks change: %s', async (_, start, dayAhead) => {
    application.clock.moveTo(new Date(new Date(start).getTime() - 72 * 60 * MINUTE_MS));
    const interview = await interviewWith({ startsInMinutes: 72 * 60 });
    await client().interview.update({
      where: { id: interview.id },
      data: { scheduledAt: new Date(start), endsAt: new Date(new Date(start).getTime() + 45 * MINUTE_MS) },
    });
    await scheduled(interview.id);
    await settle(application);
    const reminders = await client().workflowStep.findMany({
      where: { interviewId: interview.id, position: 0, run: { workflow: { key: 'reminder-24-hours' } } },
    });
    expect(reminders.map(({ dueAt }) => dueAt)).toEqual([new Date(dayAhead)]);
  });

  it('by text message reach whoever has told a number', async () => {
    const person = await application.candidate();
    await client().user.update({ where: { id: person.accountId }, data: { phone: '+4915112345678' } });
    const interview = await interviewWith({ candidateId: person.accountId, startsInMinutes: 30 });
    await scheduled(interview.id);
    await settle(application);
    await settleAt(application, before(interview, 10));
    const fates = await fateOf(application, interview.id, 'reminder-10-minutes');
    expect(fates[3]).toMatch(/^interviewer-sms: skipped (no-phone|channel-not-configured)$/);
    expect(fates[2]).toMatch(/^candidate-sms: (done message-planned|skipped channel-not-configured)$/);
  });
});

describe('events that are handled late', () => {
  it('are made up for: what was ahead when they happened is done at once', async () => {
    const interview = await interviewWith({ startsInMinutes: 70 });
    await scheduled(interview.id);
    await settleAt(application, before(interview, 55));
    expect(await told(interview.id)).toHaveLength(4);
    expect(await fateOf(application, interview.id, 'reminder-1-hour')).toEqual([
      'candidate: done message-planned',
      'interviewer: done message-planned',
    ]);
  });
});

describe('the doorbell', () => {
  const waiting = async (joinedBefore = 0) => {
    const interview = roomOf(await interviewWith({ startsInMinutes: 10 }));
    const row = await client().interview.findUniqueOrThrow({ where: { id: interview.id } });
    const start = row.scheduledAt;
    application.clock.moveTo(new Date(start.getTime() - joinedBefore * 1000));
    const signalling = new Signalling(application, interview, application.clock.now());
    await signalling.report(signalling.created(), signalling.joined('candidate'));
    await settle(application);
    return { id: interview.id, start, signalling };
  };
  const after = (start: Date, seconds: number) => new Date(start.getTime() + seconds * 1000);

  it('rings for the other side when one has waited for a minute, and by text message two minutes later', async () => {
    const { id, start } = await waiting();
    await settleAt(application, after(start, 59));
    expect(await told(id)).toEqual([]);
    await settleAt(application, after(start, 61));
    expect(await told(id)).toEqual(['doorbell to interviewer by email']);
    await settleAt(application, after(start, 190));
    const fates = await fateOf(application, id, 'doorbell');
    expect(fates.slice(0, 3)).toEqual([
      'interviewer: done message-planned',
      'candidate: skipped conditions-not-met',
      'wait: done waited',
    ]);
    // Nobody here has told a telephone number.
    expect(fates[3]).toMatch(/^interviewer-sms: skipped (no-phone|channel-not-configured)$/);
    expect(await told(id)).toEqual(['doorbell to interviewer by email']);
  });

  it('does not ring before the planned start for who is early', async () => {
    const { id, start } = await waiting(300);
    await settleAt(application, after(start, 59));
    expect(await told(id)).toEqual([]);
    await settleAt(application, after(start, 60));
    expect(await told(id)).toEqual(['doorbell to interviewer by email']);
  });

  it('does not ring when the other side has come, nor for who has left again', async () => {
    const first = await waiting();
    await settleAt(application, after(first.start, 30));
    await first.signalling.report(first.signalling.joined('interviewer', { second: 30 }));
    await settleAt(application, after(first.start, 70));
    expect((await told(first.id)).filter((message) => message.startsWith('doorbell'))).toEqual([]);

    const second = await waiting();
    await second.signalling.report(second.signalling.left('candidate', { second: 5 }));
    await settleAt(application, after(second.start, 70));
    expect(await told(second.id)).toEqual([]);
    expect((await fateOf(application, second.id, 'doorbell'))[0]).toBe('interviewer: skipped not-alone');
  });

  it('rings once for somebody who reloads the page meanwhile', async () => {
    const { id, start, signalling } = await waiting();
    await signalling.report(
      signalling.left('candidate', { second: 20 }),
      signalling.joined('candidate', { second: 25, occupantId: 'again' }),
    );
    await settleAt(application, after(start, 61));
    await settleAt(application, after(start, 120));
    expect(await told(id)).toEqual(['doorbell to interviewer by email']);
  });
});

describe('the session', () => {
  it('that has begun gives both the way back', async () => {
    const { id } = await interviewWith({ status: 'in-progress' });
    await publish(application, 'interview.started', id, {});
    await settle(application);
    expect(await told(id)).toEqual(['started to candidate by email', 'started to interviewer by email']);
  });

  it('that is over is thanked for, and feedback is asked for until it is there', async () => {
    const { id } = await interviewWith({ status: 'completed' });
    const end = application.clock.now();
    await publish(application, 'interview.completed', id, { durationSeconds: 2_700 });
    await settle(application);
    expect((await told(id)).sort()).toEqual([
      'completed to candidate by email',
      'feedback-request to interviewer by email',
    ]);
    const nags = async () => (await told(id)).filter((message) => message.startsWith('feedback-nag')).length;
    const hours = (count: number) => new Date(end.getTime() + count * 60 * MINUTE_MS + 5_000);
    await settleAt(application, hours(11));
    expect(await nags()).toBe(0);
    await settleAt(application, hours(12));
    expect(await nags()).toBe(1);
    await client().interview.update({
      where: { id },
      data: { feedbackAt: application.clock.now(), interviewerFeedback: 'Good', overallRating: 4 },
    });
    await publish(application, 'feedback.submitted', id, {});
    await settleAt(application, hours(36));
    expect(await nags()).toBe(1);
    expect(await told(id)).toContain('feedback-ready to candidate by email');
  });

  it('that nobody writes about is asked for twice more', async () => {
    const { id } = await interviewWith({ status: 'completed' });
    const end = application.clock.now();
    await publish(application, 'interview.completed', id, { durationSeconds: 2_700 });
    await settle(application);
    for (const hours of [12, 36, 72]) {
      await settleAt(application, new Date(end.getTime() + hours * 60 * MINUTE_MS + 10_000));
    }
    expect((await told(id)).filter((message) => message.startsWith('feedback-nag'))).toHaveLength(2);
  });

  it('that did not take place is told to both, to the administrators where the interviewer was missed', async () => {
    await application.admin();
    const { id } = await interviewWith({ status: 'no-show' });
    await publish(application, 'interview.no-show', id, { absent: 'candidate' });
    await settle(application);
    const both = ['no-show to candidate by email', 'no-show to interviewer by email'];
    expect(await told(id)).toEqual(both);
    const missed = await interviewWith({ status: 'no-show' });
    await publish(application, 'interview.no-show', missed.id, { absent: 'interviewer' });
    await settle(application);
    expect(await told(missed.id)).toEqual([...both, 'admin-notice to admin by email']);
  });

  it('is paid for as the policy says for its outcome', async () => {
    const { id } = await interviewWith({
      status: 'no-show',
      changes: { outcome: 'no-show-interviewer', outcomeBy: 'evidence', outcomeAt: application.clock.now() },
    });
    const payment = await client().payment.create({
      data: { interviewId: id, provider: 'stripe', amountMinor: 9_000, currency: 'EUR', status: 'settled' },
    });
    await publish(application, 'outcome.decided', id, {
      outcome: 'no-show-interviewer',
      previous: null,
      by: 'evidence',
    });
    await settle(application);
    expect(await fateOf(application, id, 'outcome-refund')).toEqual(['refund: done refund-requested']);
    expect(await client().payment.findUnique({ where: { id: payment.id } })).toMatchObject({
      refundReason: 'no-show-interviewer',
    });
  });
});

describe('changes', () => {
  it('of the time are told to both', async () => {
    const { id, scheduledAt } = await interviewWith({ changes: { scheduleVersion: 1 } });
    await publish(application, 'interview.rescheduled', id, {
      scheduleVersion: 1,
      previousStart: scheduledAt.toISOString(),
      by: 'interviewer',
    });
    await settle(application);
    expect(await told(id)).toEqual([
      'rescheduled to candidate by email',
      'rescheduled to interviewer by email',
    ]);
    expect(await fateOf(application, id, 'reminder-24-hours')).toEqual([
      'candidate: pending',
      'interviewer: waiting',
    ]);
  });

  it('that end it are told to both, once; a slot that was given up unpaid to nobody', async () => {
    const { id } = await interviewWith({ status: 'cancelled' });
    await publish(application, 'interview.cancelled', id, { reason: 'cancelled', by: 'candidate' });
    await publish(application, 'interview.cancelled', id, { reason: 'cancelled', by: 'candidate' });
    await settle(application);
    expect(await told(id)).toEqual(['cancelled to candidate by email', 'cancelled to interviewer by email']);
    expect(await fateOf(application, id, 'cancelled')).toMatchObject([
      'refund: skipped nothing-to-refund',
      {},
      {},
    ]);
    const given = await interviewWith({ status: 'cancelled' });
    await publish(application, 'interview.cancelled', given.id, { reason: 'given-up', by: 'candidate' });
    await settle(application);
    expect(await told(given.id)).toEqual([]);
  });

  it('of the link bring it anew, for what the interview has use for', async () => {
    const ahead = await interviewWith();
    await publish(application, 'access-link.reissued', ahead.id, { version: 2 });
    const over = await interviewWith({ status: 'completed' });
    await publish(application, 'access-link.reissued', over.id, { version: 2 });
    await settle(application);
    expect(await told(ahead.id)).toEqual(['invitation to interviewer by email']);
    expect(await told(over.id)).toEqual(['feedback-request to interviewer by email']);
  });

  it('of the money are told with their reason', async () => {
    const interviewer = await createInterviewer(application);
    const { id } = await interviewWith({ status: 'cancelled', interviewerId: interviewer.id });
    await publish(application, 'payment.refunded', id, { paymentId: id, reason: 'free-cancellation' });
    await settle(application);
    expect(await told(id)).toEqual(['refund to candidate by email']);
  });
});
