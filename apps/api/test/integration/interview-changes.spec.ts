import { randomUUID } from 'node:crypto';
import { type BookingInput, defaultPolicy, routes } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview, createInterviewer, createInterviewType } from '../support/builders.ts';
import { type Client } from '../support/client.ts';
import { roomOf, Signalling } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';
import { RoomClosing } from '../../src/conference/room-closing.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

let application: TestApplication;
let candidate: AccountClient;
let admin: AccountClient;

beforeAll(async () => {
  application = await startApplication();
  candidate = await application.candidate();
  admin = await application.admin();
});
afterAll(() => application.stop());

/** An interview on a full half hour, so many minutes or a little more from now. */
async function book(minutesAhead: number, changes = {}) {
  const now = application.clock.now().getTime();
  const start = Math.ceil((now + minutesAhead * 60_000) / 1_800_000) * 1_800_000;
  return createInterview(application, {
    candidateId: candidate.accountId,
    startsInMinutes: (start - now) / 60_000,
    changes: { scheduledAt: new Date(start), endsAt: new Date(start + 45 * 60_000), ...changes },
  });
}
const paramsOf = ({ id }: { id: string }) => ({ params: { interviewId: id } });
const rowOf = ({ id }: { id: string }) =>
  application.database.client.interview.findUniqueOrThrow({ where: { id } });
const eventsOf = async ({ id }: { id: string }) => {
  const rows = await application.database.client.outboxEvent.findMany({
    where: { interviewId: id },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ type, payload }) => ({ type, payload }));
};
const later = (date: Date, minutes: number) => new Date(date.getTime() + minutes * 60_000).toISOString();

describe('cancelling by the candidate', () => {
  it('says beforehand what goes back, and does it on those terms', async () => {
    const interview = await book(3 * DAY);
    const terms = await candidate.call(routes.getChangeTerms, paramsOf(interview));
    expect(terms).toMatchObject({
      scheduleVersion: 0,
      cancel: {
        refusal: null,
        refund: { amountMinor: 9_000, currency: 'EUR' },
        rule: 'free-cancellation',
        freeUntil: later(interview.scheduledAt, -DAY),
      },
      reschedule: { refusal: null, left: 2, until: later(interview.scheduledAt, -12 * HOUR) },
    });
    const body = { scheduleVersion: 0, refundMinor: 9_000 };
    const answer = await candidate.call(routes.cancelInterview, { ...paramsOf(interview), body });
    expect(answer.status).toBe('cancelled');
    expect(await eventsOf(interview)).toEqual([
      { type: 'interview.cancelled', payload: { reason: 'cancelled', by: 'candidate' } },
    ]);
  });

  it('shows the fee once the free time is over, and does nothing on terms that have changed meanwhile', async () => {
    const interview = await book(3 * HOUR);
    const terms = await candidate.call(routes.getChangeTerms, paramsOf(interview));
    expect(terms.cancel).toMatchObject({
      refund: { amountMinor: 4_500, currency: 'EUR' },
      rule: 'late-cancellation',
      freeUntil: null,
    });
    for (const body of [
      { scheduleVersion: 0, refundMinor: 9_000 },
      { scheduleVersion: 0, refundMinor: null },
      { scheduleVersion: 1, refundMinor: 4_500 },
    ]) {
      const refusal = await candidate.refused(routes.cancelInterview, { ...paramsOf(interview), body });
      expect(refusal.code).toBe('state-conflict');
    }
    expect(await rowOf(interview)).toEqual(interview);
  });

  it('is over when the interview should have begun: the evidence decides', async () => {
    const interview = await book(-HOUR);
    const body = { scheduleVersion: 0, refundMinor: 0 };
    const refusal = await candidate.refused(routes.cancelInterview, { ...paramsOf(interview), body });
    expect(refusal.code).toBe('policy-refused');
  });

  it('happens once, although it is asked for twice at the same time', async () => {
    const interview = await book(3 * DAY);
    const body = { scheduleVersion: 0, refundMinor: 9_000 };
    const answers = await Promise.all(
      [1, 2, 3].map(() => candidate.try(routes.cancelInterview, { ...paramsOf(interview), body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await eventsOf(interview)).toHaveLength(1);
  });

  it('closes the room, should somebody be in it already', async () => {
    const interview = await createInterview(application, {
      candidateId: candidate.accountId,
      startsInMinutes: 5,
    });
    const signalling = new Signalling(application, roomOf(interview));
    await signalling.report(signalling.created(), signalling.joined('candidate'));
    const terms = await candidate.call(routes.getChangeTerms, paramsOf(interview));
    await candidate.call(routes.cancelInterview, {
      ...paramsOf(interview),
      body: { scheduleVersion: 0, refundMinor: terms.cancel.refund?.amountMinor ?? null },
    });
    const due = await application.get(RoomClosing).due(application.clock.now(), 100);
    expect(due.map(({ id }) => id)).toContain(interview.id);
    const refusal = await candidate.refused(routes.createRoomGrant, {
      params: { roomName: roomOf(interview).roomName },
    });
    expect(refusal.code).toBe('interview-over');
  });
});

describe('choosing another time', () => {
  it('offers times of the same interviewer, around what else is booked, its own time not in the way', async () => {
    const { id: interviewerId } = await createInterviewer(application, { bufferMinutes: 0 });
    const interview = await book(3 * DAY, { interviewerId });
    const other = await book(3 * DAY + 2 * HOUR, { interviewerId });
    const { items } = await candidate.call(routes.listNewTimes, {
      ...paramsOf(interview),
      query: { from: later(interview.scheduledAt, -HOUR), to: later(interview.scheduledAt, 4 * HOUR) },
    });
    const starts = items.map(({ startsAt }) => startsAt);
    expect(starts).toContain(later(interview.scheduledAt, 30));
    expect(starts).not.toContain(interview.scheduledAt.toISOString());
    expect(starts).not.toContain(other.scheduledAt.toISOString());
    expect(starts).not.toContain(later(other.scheduledAt, -30));
    expect(items[0]?.endsAt).toBe(later(new Date(starts[0] ?? ''), 45));
  });

  it('moves the times and the version, keeps status and payment, and tells of it', async () => {
    const interview = await book(3 * DAY);
    const startsAt = later(interview.scheduledAt, DAY);
    const moved = await candidate.call(routes.rescheduleInterview, {
      ...paramsOf(interview),
      body: { scheduleVersion: 0, startsAt },
    });
    expect(moved).toMatchObject({
      status: 'scheduled',
      scheduledAt: startsAt,
      endsAt: later(interview.endsAt, DAY),
      scheduleVersion: 1,
      roomName: interview.roomName,
      refund: null,
    });
    expect(await eventsOf(interview)).toEqual([
      {
        type: 'interview.rescheduled',
        payload: {
          scheduleVersion: 1,
          previousStart: interview.scheduledAt.toISOString(),
          by: 'candidate',
        },
      },
    ]);
    const detail = await admin.call(routes.adminGetInterview, paramsOf(interview));
    expect(detail.scheduleChanges).toMatchObject([
      { version: 1, previousStart: interview.scheduledAt.toISOString(), start: startsAt, actor: 'candidate' },
    ]);
  });

  it('is possible as often as was agreed, and until the hours that were agreed', async () => {
    const policy = { ...defaultPolicy, maxReschedules: 1 };
    const interview = await book(3 * DAY, { policy });
    const move = (scheduleVersion: number, minutes: number) => ({
      ...paramsOf(interview),
      body: { scheduleVersion, startsAt: later(interview.scheduledAt, minutes) },
    });
    await candidate.call(routes.rescheduleInterview, move(0, DAY));
    expect((await candidate.refused(routes.rescheduleInterview, move(1, 2 * DAY))).code).toBe(
      'policy-refused',
    );
    const { reschedule } = await candidate.call(routes.getChangeTerms, paramsOf(interview));
    expect(reschedule).toMatchObject({ refusal: 'limit', left: 0 });

    const soon = await book(6 * HOUR);
    const refusal = await candidate.refused(routes.rescheduleInterview, {
      ...paramsOf(soon),
      body: { scheduleVersion: 0, startsAt: later(soon.scheduledAt, DAY) },
    });
    expect(refusal.code).toBe('policy-refused');
  });

  it('does not make another booking of the same request sent again', async () => {
    const type = await createInterviewType(application, { priceMinor: 0 });
    const { id: interviewerId } = await createInterviewer(application);
    const [first, second] = [await book(5 * DAY), await book(6 * DAY)];
    const body: BookingInput = {
      idempotencyKey: randomUUID(),
      interviewTypeId: type.id,
      interviewerId,
      startsAt: first.scheduledAt.toISOString(),
      jobRole: 'Backend engineer',
      experienceLevel: 'mid',
      focus: 'technical',
      timeZone: 'Europe/Berlin',
      locale: 'en',
    };
    const { interview } = await candidate.call(routes.createBooking, { body });
    const startsAt = second.scheduledAt.toISOString();
    await candidate.call(routes.rescheduleInterview, {
      ...paramsOf(interview),
      body: { scheduleVersion: 0, startsAt },
    });
    const again = await candidate.call(routes.createBooking, { body });
    expect(again.interview).toMatchObject({ id: interview.id, scheduledAt: startsAt });
  });

  it('answers that a time is taken, whoever asks, and leaves everything as it is', async () => {
    const { id: interviewerId } = await createInterviewer(application);
    const interview = await book(3 * DAY, { interviewerId });
    const other = await book(4 * DAY, { interviewerId });
    const body = { scheduleVersion: 0, startsAt: other.scheduledAt.toISOString() };
    expect((await candidate.refused(routes.rescheduleInterview, { ...paramsOf(interview), body })).code).toBe(
      'slot-taken',
    );
    const adminBody = { ...body, reason: 'Asked for on the phone' };
    const refusal = await admin.refused(routes.adminRescheduleInterview, {
      ...paramsOf(interview),
      body: adminBody,
    });
    expect(refusal.code).toBe('slot-taken');
    expect(await rowOf(interview)).toEqual(interview);
  });

  it('has one winner when several interviews are moved to the same time', async () => {
    const { id: interviewerId } = await createInterviewer(application);
    const interviews = [];
    for (const days of [3, 4, 5, 6]) interviews.push(await book(days * DAY, { interviewerId }));
    const startsAt = (await book(9 * DAY)).scheduledAt.toISOString();
    const answers = await Promise.all(
      interviews.map((interview) =>
        candidate.try(routes.rescheduleInterview, {
          ...paramsOf(interview),
          body: { scheduleVersion: 0, startsAt },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('of two who move the same interview at once, one has seen old times', async () => {
    const interview = await book(3 * DAY);
    const move = (minutes: number) => ({
      ...paramsOf(interview),
      body: { scheduleVersion: 0, startsAt: later(interview.scheduledAt, minutes) },
    });
    const answers = await Promise.all(
      [DAY, 2 * DAY].map((minutes) => candidate.try(routes.rescheduleInterview, move(minutes))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await rowOf(interview)).toMatchObject({ scheduleVersion: 1, reschedules: 1 });
  });

  it('sends home who is in the room already', async () => {
    const interview = await createInterview(application, {
      candidateId: candidate.accountId,
      startsInMinutes: 5,
    });
    const signalling = new Signalling(application, roomOf(interview));
    await signalling.report(signalling.created(), signalling.joined('interviewer'));
    const closing = application.get(RoomClosing);
    const dueIds = async () => (await closing.due(application.clock.now(), 100)).map(({ id }) => id);
    expect(await dueIds()).not.toContain(interview.id);
    await admin.call(routes.adminRescheduleInterview, {
      ...paramsOf(interview),
      body: {
        scheduleVersion: 0,
        startsAt: (await book(4 * DAY)).scheduledAt.toISOString(),
        reason: 'The candidate has called',
      },
    });
    expect(await dueIds()).toContain(interview.id);
  });
});

describe('a change by the interviewer', () => {
  let browser: Client;
  let interview: Awaited<ReturnType<typeof book>>;

  beforeEach(async () => {
    interview = await book(5 * HOUR);
    browser = await interviewerOf(application, interview);
  });

  it('needs the second, deliberate step', async () => {
    const { interviewId } = paramsOf(interview).params;
    for (const [path, body] of [
      ['cancellation', { scheduleVersion: 0, reason: null }],
      ['cancellation', { scheduleVersion: 0, confirm: false, reason: null }],
      ['reschedule', { scheduleVersion: 0, startsAt: later(interview.scheduledAt, DAY), reason: null }],
    ] as const) {
      const answer = await browser.send('POST', `/api/interviewer/interviews/${interviewId}/${path}`, body);
      expect(answer.status).toBe(400);
    }
    for (let time = 0; time < 20; time += 1) {
      await browser.call(routes.getAssignmentChangeTerms, paramsOf(interview));
    }
    expect(await rowOf(interview)).toEqual(interview);
  });

  it('shows no price, and costs the candidate nothing', async () => {
    const terms = await browser.call(routes.getAssignmentChangeTerms, paramsOf(interview));
    expect(terms).toMatchObject({
      cancel: { refusal: null, refund: null, rule: 'cancelled-by-interviewer' },
      reschedule: { refusal: null, left: null },
    });
    const answer = await browser.call(routes.cancelAssignment, {
      ...paramsOf(interview),
      body: { scheduleVersion: 0, confirm: true, reason: 'I am ill' },
    });
    expect(answer.status).toBe('cancelled');
    const detail = await admin.call(routes.adminGetInterview, paramsOf(interview));
    expect(detail.history.at(-1)).toMatchObject({
      to: 'cancelled',
      actor: 'interviewer',
      cause: 'cancelled-by-interviewer',
      reason: 'I am ill',
    });
  });

  it('moves the interview however late, and the link lives as long as the interview', async () => {
    const days = 30;
    const { items } = await browser.call(routes.listAssignmentNewTimes, {
      ...paramsOf(interview),
      query: {
        from: later(interview.scheduledAt, days * DAY),
        to: later(interview.scheduledAt, days * DAY + HOUR),
      },
    });
    const startsAt = items[0]?.startsAt ?? '';
    const moved = await browser.call(routes.rescheduleAssignment, {
      ...paramsOf(interview),
      body: { scheduleVersion: 0, startsAt, confirm: true, reason: null },
    });
    expect(moved).toMatchObject({ scheduledAt: startsAt, scheduleVersion: 1, status: 'scheduled' });
    expect(await rowOf(interview)).toMatchObject({ reschedules: 0 });
    const [link] = await application.database.client.accessLink.findMany({
      where: { interviewId: interview.id },
      include: { sessions: true },
    });
    const end = new Date(later(new Date(startsAt), 45 + HOUR));
    expect(link?.expiresAt).toEqual(end);
    expect(link?.sessions.map(({ expiresAt }) => expiresAt)).toEqual([end]);
  });
});

describe('a change by an administrator', () => {
  it('is possible whatever the policy says, with a reason, and stands in the audit log', async () => {
    const interview = await book(-HOUR);
    const terms = await admin.call(routes.adminGetChangeTerms, paramsOf(interview));
    expect(terms.cancel).toMatchObject({
      refusal: null,
      refund: { amountMinor: 9_000, currency: 'EUR' },
      rule: 'cancelled-by-admin',
    });
    const body = { scheduleVersion: 0, refundMinor: 9_000, reason: 'The building is closed' };
    await admin.call(routes.adminCancelInterview, { ...paramsOf(interview), body });
    const [entry] = await application.database.client.auditEntry.findMany({
      where: { subject: `interview:${interview.id}` },
    });
    expect(entry).toMatchObject({
      actorId: admin.accountId,
      action: 'interview.cancelled',
      details: { reason: 'The building is closed', refundMinor: 9_000, rule: 'cancelled-by-admin' },
    });
  });

  it('is refused without a reason', async () => {
    const interview = await book(DAY);
    const refusal = await admin.refused(routes.adminCancelInterview, {
      ...paramsOf(interview),
      body: { scheduleVersion: 0, refundMinor: 9_000, reason: '  ' },
    });
    expect(refusal.code).toBe('invalid-request');
  });
});
