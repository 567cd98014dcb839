import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MessagePlanning, type MessageWish } from '../../src/notifications/message-planning.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview, createInterviewer, type InterviewWish } from '../support/builders.ts';
import { mailFault, mailsTo } from '../support/mailbox.ts';
import { waitFor } from '../support/wait-for.ts';

let application: TestApplication;
let candidate: AccountClient;
const CANDIDATE_PHONE = '+4915112345678';
const INTERVIEWER_PHONE = '+12025550143';

beforeAll(async () => {
  application = await startApplication({ mail: true });
  candidate = await application.candidate('Casey Winter');
  await application.database.client.user.update({
    where: { id: candidate.accountId },
    data: { phone: CANDIDATE_PHONE },
  });
  await application.startWorker();
});
afterAll(() => application.stop());
afterEach(() => mailFault(application, { mode: 'none' }));

async function interview(wish: Partial<InterviewWish> = {}) {
  const interviewer = await createInterviewer(application, { name: 'Ida Brandt', phone: INTERVIEWER_PHONE });
  return createInterview(application, {
    candidateId: candidate.accountId,
    interviewerId: interviewer.id,
    startsInMinutes: 60,
    ...wish,
  });
}

/** Plans a message and waits until something has become of it. */
async function outcomeOf(wish: Omit<MessageWish, 'dedupeKey' | 'scheduleVersion'> & Partial<MessageWish>) {
  const dedupeKey = randomUUID();
  const plan = await application.database.transaction((tx) =>
    application.get(MessagePlanning).plan(tx, { dedupeKey, scheduleVersion: 0, ...wish }),
  );
  if ('skipped' in plan) return plan;
  return waitFor('what became of the message', () =>
    application.database.client.message.findFirst({
      where: { dedupeKey: { startsWith: dedupeKey }, status: { in: ['sent', 'skipped', 'parked'] } },
    }),
  );
}

const textsTo = async (phone: string) =>
  (await mailsTo(application, phone)).filter(({ channel }) => channel === 'sms').map(({ text }) => text);

describe('a text message', () => {
  it('reaches the telephone in the reader’s language, without a link that opens the interview', async () => {
    const { id } = await interview({ changes: { candidateLocale: 'de' } });
    const doorbell = { interviewId: id, template: 'doorbell', channel: 'sms' } as const;
    expect(await outcomeOf({ ...doorbell, recipient: { role: 'candidate' } })).toMatchObject({
      status: 'sent',
    });
    expect(await outcomeOf({ ...doorbell, recipient: { role: 'interviewer' } })).toMatchObject({
      status: 'sent',
    });
    const [toCandidate] = await textsTo(CANDIDATE_PHONE);
    expect(toCandidate).toContain('Ida Brandt wartet im Interviewraum auf Sie.');
    expect(toCandidate).toContain(`/interviews/${id}`);
    const [toInterviewer] = await textsTo(INTERVIEWER_PHONE);
    expect(toInterviewer).toContain('Casey Winter is waiting for you');
    expect(toInterviewer).not.toContain('/i#');
  });

  it('is not planned for somebody without a telephone number', async () => {
    const { id } = await interview({ interviewerId: (await createInterviewer(application)).id });
    expect(
      await outcomeOf({
        interviewId: id,
        template: 'doorbell',
        channel: 'sms',
        recipient: { role: 'interviewer' },
      }),
    ).toEqual({ skipped: 'no-phone' });
  });

  it('is not taken for a newer one of another channel', async () => {
    const { id } = await interview();
    await mailFault(application, { mode: 'sms-busy', match: CANDIDATE_PHONE, times: 1 });
    const reminder = { interviewId: id, template: 'reminder', recipient: { role: 'candidate' } } as const;
    const text = outcomeOf({ ...reminder, channel: 'sms' });
    expect(await outcomeOf({ ...reminder, channel: 'email' })).toMatchObject({ status: 'sent' });
    await waitFor('the first try to fail', () =>
      application.database.client.message.findFirst({
        where: { interviewId: id, channel: 'sms', status: 'queued', attempts: 1 },
      }),
    );
    application.clock.advance(61);
    expect(await text).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('is given up when the number cannot be reached at all', async () => {
    const person = await application.candidate();
    await application.database.client.user.update({
      where: { id: person.accountId },
      data: { phone: '+15005550009' },
    });
    const { id } = await interview({ candidateId: person.accountId });
    expect(
      await outcomeOf({
        interviewId: id,
        template: 'reminder',
        channel: 'sms',
        recipient: { role: 'candidate' },
      }),
    ).toMatchObject({ status: 'parked', attempts: 1, lastError: expect.stringContaining('21614') });
  });

  it('is not sent any more to somebody who has taken the number away', async () => {
    const interviewer = await createInterviewer(application, { phone: '+12025550199' });
    const { id } = await interview({ interviewerId: interviewer.id });
    await mailFault(application, { mode: 'sms-busy', match: '+12025550199' });
    const outcome = outcomeOf({
      interviewId: id,
      template: 'reminder',
      channel: 'sms',
      recipient: { role: 'interviewer' },
    });
    await waitFor('the first try to fail', () =>
      application.database.client.message.findFirst({
        where: { interviewId: id, attempts: 1, status: 'queued' },
      }),
    );
    await application.database.client.interviewer.update({
      where: { id: interviewer.id },
      data: { phone: null },
    });
    application.clock.advance(61);
    expect(await outcome).toMatchObject({ status: 'skipped' });
  });
});

describe('a cancelled interview', () => {
  it('goes from both calendars, and says who called it off', async () => {
    const booked = await interview({ status: 'scheduled', changes: { scheduleVersion: 2 } });
    const { client } = application.database;
    await client.interview.update({ where: { id: booked.id }, data: { status: 'cancelled' } });
    await client.interviewTransition.create({
      data: {
        interviewId: booked.id,
        fromStatus: 'scheduled',
        toStatus: 'cancelled',
        actor: 'interviewer',
        cause: 'cancelled-by-interviewer',
        at: application.clock.now(),
      },
    });
    const cancelled = { interviewId: booked.id, template: 'cancelled', channel: 'email' } as const;
    await outcomeOf({ ...cancelled, recipient: { role: 'candidate' }, scheduleVersion: 2 });
    const mail = (await mailsTo(application, candidate.email)).find(({ subject }) =>
      subject.startsWith('Cancelled'),
    );
    expect(mail?.text).toContain('Ida Brandt had to cancel your mock interview');
    const entry = mail?.attachments.find(({ contentType }) => contentType === 'text/calendar')?.text ?? '';
    const lines = entry.replace(/\r\n /g, '').split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:CANCEL',
        'STATUS:CANCELLED',
        'SEQUENCE:3',
        `UID:${booked.id}@localhost`,
      ]),
    );
  });

  it('that was only a hold is not spoken of', async () => {
    const { id } = await interview({ status: 'cancelled', changes: { roomName: null } });
    expect(
      await outcomeOf({
        interviewId: id,
        template: 'cancelled',
        channel: 'email',
        recipient: { role: 'candidate' },
      }),
    ).toMatchObject({
      status: 'skipped',
      outcome: { reason: 'never-booked', values: {} },
      lastError: null,
    });
  });
});

describe('a moved interview', () => {
  it('moves the calendar entry and says what the time was before', async () => {
    const moved = await interview({ changes: { scheduleVersion: 1 } });
    await application.database.client.scheduleChange.create({
      data: {
        interviewId: moved.id,
        version: 1,
        previousStart: new Date('2026-11-24T14:00:00Z'),
        start: moved.scheduledAt,
        actor: 'candidate',
        at: application.clock.now(),
      },
    });
    await outcomeOf({
      interviewId: moved.id,
      template: 'rescheduled',
      channel: 'email',
      recipient: { role: 'candidate' },
      scheduleVersion: 1,
    });
    const mail = (await mailsTo(application, candidate.email)).find(({ subject }) =>
      subject.startsWith('New time'),
    );
    expect(mail?.text).toContain('You moved your mock interview with Ida Brandt.');
    expect(mail?.text).toContain('Before: Tuesday, 24 November 2026, 09:00–09:45 (America/New_York)');
    const entry = mail?.attachments.find(({ contentType }) => contentType === 'text/calendar')?.text ?? '';
    expect(entry).toContain('METHOD:REQUEST');
    expect(entry).toContain('SEQUENCE:1');
  });
});

describe('a notice to administrators', () => {
  it('reaches each of them in their own language, and an address in the interviewer’s', async () => {
    const admin = await application.admin();
    await application.database.client.user.update({
      where: { id: admin.accountId },
      data: { locale: 'de', timeZone: 'Asia/Kolkata' },
    });
    const { id } = await interview();
    const notice = { interviewId: id, template: 'admin-notice', channel: 'email' } as const;
    await outcomeOf({ ...notice, recipient: { role: 'admin' } });
    await outcomeOf({ ...notice, recipient: { address: 'desk@example.com' } });
    const [toAdmin] = await mailsTo(application, admin.email);
    expect(toAdmin?.subject).toContain('Gebucht: Casey Winter mit Ida Brandt');
    expect(toAdmin?.text).toContain('(Asia/Kolkata)');
    expect(toAdmin?.text).toContain(`/admin/interviews/${id}`);
    const [toDesk] = await mailsTo(application, 'desk@example.com');
    expect(toDesk?.subject).toContain('Scheduled: Casey Winter with Ida Brandt');
  });
});
