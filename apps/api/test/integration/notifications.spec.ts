import { randomUUID } from 'node:crypto';
import { routes } from '@greenroom/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DomainEvents, DomainEventType } from '../../src/events.ts';
import { MessageDelivery } from '../../src/notifications/message-delivery.ts';
import { MessagesRepository } from '../../src/notifications/messages.repository.ts';
import { Outbox } from '../../src/platform/outbox/outbox.ts';
import {
  type AccountClient,
  PUBLIC_URL,
  startApplication,
  type TestApplication,
} from '../support/application.ts';
import {
  createInterview,
  createInterviewer,
  createInterviewType,
  type InterviewWish,
} from '../support/builders.ts';
import { tokenIn } from '../support/interviewer-link.ts';
import { acceptedMails, type Fault, mailFault, mailsTo, pendingFault } from '../support/mailbox.ts';
import { waitFor } from '../support/wait-for.ts';

let application: TestApplication;
let candidate: AccountClient;
/** Two workers race for every message of this file. */
let deliveries: readonly MessageDelivery[];

beforeAll(async () => {
  application = await startApplication({ mail: true });
  // What this file tells the messages of; every other workflow is off.
  const keys = ['booking-confirmed', 'feedback-request', 'feedback-ready', 'refund-notice', 'link-reissued'];
  await application.database.client.workflow.updateMany({
    where: { key: { notIn: keys } },
    data: { enabled: false },
  });
  candidate = await application.candidate('Casey Winter');
  const workers = [await application.startWorker(), await application.startWorker()];
  deliveries = workers.map((worker) => worker.get(MessageDelivery, { strict: false }));
});
afterAll(() => application.stop());
afterEach(() => mailFault(application, { mode: 'none' }));

let startsInMinutes = 24 * 60;
beforeEach(() => {
  startsInMinutes += 60;
});

async function interviewWith(
  wish: Partial<InterviewWish> = {},
  interviewerName = 'Ida Brandt',
  candidateId = candidate.accountId,
) {
  const interviewer = await createInterviewer(application, { name: interviewerName });
  const interview = await createInterview(application, {
    candidateId,
    interviewerId: interviewer.id,
    startsInMinutes,
    ...wish,
  });
  return { interview, interviewer };
}

async function publish<T extends DomainEventType>(
  type: T,
  interviewId: string,
  payload: DomainEvents[T],
): Promise<void> {
  const outbox = application.get(Outbox);
  await application.database.transaction((tx) => outbox.publish(tx, type, interviewId, payload));
  await outbox.flush(interviewId);
}

const scheduled = (interviewId: string, scheduleVersion = 0) =>
  publish('interview.scheduled', interviewId, { scheduleVersion, late: false });

const messagesOf = (interviewId: string) =>
  application.database.client.message.findMany({ where: { interviewId }, orderBy: { id: 'asc' } });

/** The messages of an interview once each has reached one of the statuses. */
const settled = (interviewId: string, count: number, statuses = ['sent', 'parked', 'skipped']) =>
  waitFor(`${count} messages of the interview in ${statuses.join(', ')}`, async () => {
    const messages = await messagesOf(interviewId);
    return messages.length === count && messages.every(({ status }) => statuses.includes(status)) && messages;
  });

describe('an interview that is scheduled', () => {
  it('is confirmed to the candidate and opened to the interviewer, once each, whoever else is working', async () => {
    const { interview, interviewer } = await interviewWith({}, 'Ida Brandt');
    await scheduled(interview.id);
    await scheduled(interview.id);
    const messages = await settled(interview.id, 2);
    expect(messages.map(({ dedupeKey, status, attempts }) => [dedupeKey, status, attempts])).toEqual([
      [`booking-confirmed:${interview.id}:0:interview-scheduled:confirm`, 'sent', 1],
      [`booking-confirmed:${interview.id}:0:interview-scheduled:invite`, 'sent', 1],
    ]);

    const [confirmation, ...others] = await mailsTo(application, candidate.email);
    expect(others).toEqual([]);
    expect(confirmation).toMatchObject({
      messageId: `<${messages[0]?.id}@localhost>`,
      from: 'hello@greenroom.example',
      fromName: 'Greenroom',
    });
    expect(confirmation?.subject).toContain('Your mock interview is booked: ');
    expect(confirmation?.links).toContain(`${PUBLIC_URL}/interviews/${interview.id}`);
    expect(confirmation?.html).toContain('Backend engineer');
    expect(confirmation?.text).toContain('(America/New_York)');
    expect(confirmation?.text).toContain('(Europe/Berlin)');
    expect(JSON.stringify(confirmation)).not.toContain('/i#');
    expect(JSON.stringify(confirmation)).not.toContain(interviewer.email);

    const invitations = await mailsTo(application, interviewer.email);
    expect(invitations).toHaveLength(1);
    const [invitation] = invitations;
    expect(JSON.stringify(invitation)).not.toContain(candidate.email);
    expect(invitation?.text).not.toMatch(/90\.00|€/);
    const link = invitation?.links.find((address) => address.startsWith(`${PUBLIC_URL}/i#`)) ?? '';
    const assignment = await application
      .visitor()
      .call(routes.exchangeLink, { body: { token: tokenIn(link) } });
    expect(assignment).toMatchObject({ interviewId: interview.id, interviewerName: 'Ida Brandt' });
  });

  it('comes as a calendar entry that mail programs understand, with no link that opens anything', async () => {
    const { interview, interviewer } = await interviewWith();
    await scheduled(interview.id);
    await settled(interview.id, 2);
    const [mail] = await mailsTo(application, interviewer.email);
    const parts = mail?.attachments.filter(({ contentType }) => /calendar|ics/.test(contentType)) ?? [];
    expect(parts.map(({ contentType }) => contentType).sort()).toEqual(['application/ics', 'text/calendar']);
    for (const { text = '' } of parts) {
      const lines = text.replace(/\r\n /g, '').split('\r\n');
      expect(lines).toContain('METHOD:REQUEST');
      expect(lines).toContain(`UID:${interview.id}@localhost`);
      expect(lines).toContain('SEQUENCE:0');
      expect(text).not.toContain('/i#');
    }
  });

  it('says nothing about a time that it does not have any more', async () => {
    const { interview } = await interviewWith({ changes: { scheduleVersion: 3 } });
    await scheduled(interview.id, 2);
    const steps = await waitFor('the steps to be over', async () => {
      const rows = await application.database.client.workflowStep.findMany({
        where: { interviewId: interview.id },
      });
      return rows.length > 0 && rows.every(({ doneAt }) => doneAt !== null) && rows;
    });
    for (const { status, outcome } of steps)
      expect({ status, outcome }).toEqual({
        status: 'skipped',
        outcome: { reason: 'stale-schedule', values: {} },
      });
    expect(await messagesOf(interview.id)).toEqual([]);
  });

  it.each(['cancelled', 'no-show', 'completed', 'expired'] as const)(
    'says nothing once it is %s',
    async (status) => {
      const { interview, interviewer } = await interviewWith({ status });
      await scheduled(interview.id);
      const messages = await settled(interview.id, 2);
      expect(messages.map((message) => [message.status, message.outcome])).toEqual([
        ['skipped', { reason: 'other-status', values: { status } }],
        ['skipped', { reason: 'other-status', values: { status } }],
      ]);
      expect(await mailsTo(application, interviewer.email)).toEqual([]);
    },
  );
});

describe('a mail', () => {
  it('goes out for a real booking, without anybody’s help', async () => {
    const type = await createInterviewType(application, { priceMinor: 0, name: 'First conversation' });
    const interviewer = await createInterviewer(application);
    const person = await application.candidate('Robin Free');
    const day = new Date(application.clock.now().getTime() + 4 * 86_400_000);
    const { interview } = await person.call(routes.createBooking, {
      body: {
        idempotencyKey: randomUUID(),
        interviewTypeId: type.id,
        interviewerId: interviewer.id,
        startsAt: new Date(day.setUTCHours(12, 0, 0, 0)).toISOString(),
        jobRole: 'Datenanalystin',
        experienceLevel: 'junior',
        focus: 'behavioural',
        timeZone: 'Europe/Vienna',
        locale: 'de',
      },
    });
    await settled(interview.id, 2, ['sent']);
    const [confirmation] = await mailsTo(application, person.email);
    expect(confirmation?.subject).toContain('Ihr Probeinterview ist gebucht');
    expect(confirmation?.text).toContain('(Europe/Vienna)');
    const [invitation] = await mailsTo(application, interviewer.email);
    expect(invitation?.subject).toContain('Mock interview with Robin Free');
  });

  it('carries the logo itself', async () => {
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    const { branding } = application.database.client;
    const logo = `data:image/png;base64,${pixel}`;
    await branding.create({
      data: { name: 'Acme Talent', brandColor: '#5b2be0', logo, supportEmail: 'help@acme.example' },
    });
    application.clock.advance(10);
    const { interview, interviewer } = await interviewWith();
    await scheduled(interview.id);
    await settled(interview.id, 2, ['sent']);
    await branding.deleteMany();
    application.clock.advance(10);
    const [mail] = await mailsTo(application, interviewer.email);
    expect(mail?.html).toContain(`src="${logo}"`);
    expect(mail?.html).toContain('alt="Acme Talent"');
    expect(mail?.html).toContain('#5b2be0');
    expect(mail?.headers['reply-to']).toBe('help@acme.example');
  });
});

describe('later messages', () => {
  it('ask the interviewer for feedback after the end, with a link that lives longer', async () => {
    const { interview, interviewer } = await interviewWith({ status: 'completed', startsInMinutes: -180 });
    await publish('interview.completed', interview.id, { durationSeconds: 2_700 });
    await settled(interview.id, 1, ['sent']);
    const [mail] = await mailsTo(application, interviewer.email);
    const link = mail?.links.find((address) => address.includes('/i#')) ?? '';
    const browser = application.visitor();
    await browser.call(routes.exchangeLink, { body: { token: tokenIn(link) } });
    await browser.call(routes.submitFeedback, {
      params: { interviewId: interview.id },
      body: { comments: 'Clear and calm.', rating: 5 },
    });
    const messages = await settled(interview.id, 2, ['sent']);
    expect(messages.map(({ template }) => template)).toEqual(['feedback-request', 'feedback-ready']);
    const told = await mailsTo(application, candidate.email);
    expect(told.map(({ subject }) => subject)).toContain('Your feedback from Ida Brandt is here');
    expect(JSON.stringify(told)).not.toContain('Clear and calm.');
  });

  it('do not bring a link that is over', async () => {
    const { interview, interviewer } = await interviewWith({
      status: 'completed',
      startsInMinutes: -8 * 24 * 60,
    });
    await publish('interview.completed', interview.id, { durationSeconds: 2_700 });
    expect(await settled(interview.id, 1)).toMatchObject([
      { template: 'feedback-request', status: 'skipped', outcome: { reason: 'link-over', values: {} } },
    ]);
    expect(await mailsTo(application, interviewer.email)).toEqual([]);
  });

  it('tell the candidate of feedback that was given before the end only after it', async () => {
    const { interview } = await interviewWith({ status: 'in-progress', startsInMinutes: -30 });
    const client = application.database.client;
    await client.interview.update({
      where: { id: interview.id },
      data: { interviewerFeedback: 'Good', overallRating: 4, feedbackAt: new Date() },
    });
    await publish('feedback.submitted', interview.id, {});
    await client.interview.update({ where: { id: interview.id }, data: { status: 'completed' } });
    await publish('interview.completed', interview.id, { durationSeconds: 1_800 });
    const messages = await settled(interview.id, 1, ['sent']);
    expect(messages.map(({ template }) => template)).toEqual(['feedback-ready']);
  });

  it('tell why the money went back', async () => {
    const { interview } = await interviewWith({ status: 'expired' });
    await application.database.client.payment.create({
      data: {
        interviewId: interview.id,
        provider: 'stripe',
        amountMinor: 9_000,
        currency: 'EUR',
        status: 'refunded',
        refundReason: 'slot-taken',
      },
    });
    await publish('payment.refunded', interview.id, { paymentId: randomUUID(), reason: 'slot-taken' });
    await settled(interview.id, 1, ['sent']);
    const mail = (await mailsTo(application, candidate.email)).find(({ subject }) =>
      subject.includes('You get €90.00 back'),
    );
    expect(mail?.text).toContain('booked by somebody else');
    expect(mail?.text).toContain('€90.00');
  });

  it('send a new link instead of the one before', async () => {
    const admin = await application.admin();
    const { interview, interviewer } = await interviewWith();
    await scheduled(interview.id);
    await settled(interview.id, 2, ['sent']);
    await admin.call(routes.reissueLink, { params: { interviewId: interview.id } });
    const messages = await settled(interview.id, 3, ['sent']);
    expect(messages[2]?.dedupeKey).toBe(`link-reissued:${interview.id}:0:link-2:invite`);
    const links = (await mailsTo(application, interviewer.email)).flatMap((mail) =>
      mail.links.filter((link) => link.includes('/i#')),
    );
    const [newest = '', oldest = ''] = links;
    expect(
      await application.visitor().refused(routes.exchangeLink, { body: { token: tokenIn(oldest) } }),
    ).toMatchObject({
      code: 'link-invalid',
    });
    await application.visitor().call(routes.exchangeLink, { body: { token: tokenIn(newest) } });
  });
});

describe('workers that take up one message at once', () => {
  it('send it once', async () => {
    const { interview, interviewer } = await interviewWith();
    await scheduled(interview.id);
    const planned = await waitFor('the planned messages', async () => {
      const messages = await messagesOf(interview.id);
      return messages.length === 2 && messages;
    });
    const racers = Array.from({ length: 10 }, () => deliveries).flat();
    await Promise.all(racers.flatMap((delivery) => planned.map(({ id }) => delivery.run(id))));
    const messages = await settled(interview.id, 2, ['sent']);
    expect(messages.map(({ attempts, claim }) => [attempts, claim])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(await mailsTo(application, interviewer.email)).toHaveLength(1);
  });

  it('are fenced off when they come back after their lease, and any second copy has the same Message-ID', async () => {
    const { interview, interviewer } = await interviewWith();
    await mailFault(application, { mode: 'hold', match: interviewer.email, times: 1 });
    await scheduled(interview.id);
    await waitFor('the server to hold it', async () => (await pendingFault(application)) === null);
    const slow = await waitFor('the slow try', async () =>
      (await messagesOf(interview.id)).find(
        ({ template, status }) => template === 'invitation' && status === 'sending',
      ),
    );
    application.clock.advance(61);
    await deliveries[1]?.run(slow.id);
    const [, rescued] = await settled(interview.id, 2, ['sent']);
    expect(rescued).toMatchObject({ claim: 2, attempts: 2 });
    await mailFault(application, { mode: 'none' });

    const late = { kind: 'parked', reason: 'a late commit of the slow worker' } as const;
    expect(await application.get(MessagesRepository, { strict: false }).finish(slow, late)).toBe(false);

    const copies = await waitFor('the copy of the slow worker', async () => {
      const accepted = (await acceptedMails(application)).filter(({ to }) => to.includes(interviewer.email));
      return accepted.length === 2 && accepted;
    });
    expect(new Set(copies.map(({ messageId }) => messageId))).toEqual(
      new Set([`<${rescued?.id}@localhost>`]),
    );
    expect((await messagesOf(interview.id))[1]).toEqual(rescued);
  });
});

describe('a mail server in trouble', () => {
  const faultFor = (mode: Fault['mode'], recipient: string, more: Partial<Fault> = {}) =>
    mailFault(application, { mode, match: recipient, ...more });
  const invitationOf = async (interviewId: string) =>
    (await messagesOf(interviewId)).find(({ template }) => template === 'invitation');

  it('that refuses for now is asked again later, and says so', async () => {
    const { interview, interviewer } = await interviewWith();
    await faultFor('refuse-4xx', interviewer.email);
    await scheduled(interview.id);
    const waiting = await waitFor('a refused message', async () => {
      const message = await invitationOf(interview.id);
      return message?.status === 'queued' && message.attempts === 1 && message;
    });
    expect(waiting.lastError).toContain('451');
    const wait = (waiting.nextAttemptAt?.getTime() ?? 0) - application.clock.now().getTime();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(10_000);

    await mailFault(application, { mode: 'none' });
    application.clock.advance(11);
    const messages = await settled(interview.id, 2, ['sent']);
    expect(messages[1]).toMatchObject({ attempts: 2, lastError: null });
    expect(await mailsTo(application, interviewer.email)).toHaveLength(1);
  });

  it('that refuses for good is not asked again; the other mail goes out', async () => {
    const { interview, interviewer } = await interviewWith();
    await faultFor('refuse-5xx', interviewer.email);
    await scheduled(interview.id);
    const messages = await settled(interview.id, 2);
    expect(messages.map(({ template, status }) => [template, status])).toEqual([
      ['confirmation', 'sent'],
      ['invitation', 'parked'],
    ]);
    expect(messages[1]).toMatchObject({ attempts: 1, nextAttemptAt: null });
    expect(messages[1]?.lastError).toContain('550');

    await mailFault(application, { mode: 'none' });
    const admin = await application.admin();
    await admin.call(routes.retryMessage, { params: { messageId: String(messages[1]?.id) } });
    await settled(interview.id, 2, ['sent']);
  });

  it('that refuses an address gets the mail for the one that took its place', async () => {
    const { interview, interviewer } = await interviewWith();
    await faultFor('refuse-5xx', interviewer.email);
    await scheduled(interview.id);
    const [, parked] = await settled(interview.id, 2);
    const email = `${randomUUID()}@specialists.example`;
    await application.database.client.interviewer.update({ where: { id: interviewer.id }, data: { email } });
    const admin = await application.admin();
    await admin.call(routes.retryMessage, { params: { messageId: String(parked?.id) } });
    const [, sent] = await settled(interview.id, 2, ['sent']);
    expect(sent).toMatchObject({ id: parked?.id, recipient: email });
    expect(await mailsTo(application, email)).toHaveLength(1);
  });

  it('until shortly before an interview is asked every minute from then on', async () => {
    const { interview, interviewer } = await interviewWith({ startsInMinutes: 30 });
    await faultFor('refuse-4xx', interviewer.email);
    await scheduled(interview.id);
    for (let attempts = 1; attempts <= 6; attempts += 1) {
      const waiting = await waitFor(`try ${attempts}`, async () => {
        const message = await invitationOf(interview.id);
        return message?.status === 'queued' && message.attempts === attempts && message;
      });
      const wait = (waiting.nextAttemptAt?.getTime() ?? 0) - application.clock.now().getTime();
      expect(wait).toBeLessThanOrEqual(60_000);
      application.clock.advance(61);
    }
    await mailFault(application, { mode: 'none' });
    application.clock.advance(61);
    await settled(interview.id, 2, ['sent']);
  });

  it('that goes away before it answers gets the mail again, under the same Message-ID', async () => {
    const { interview, interviewer } = await interviewWith();
    await faultFor('cut-after-data', interviewer.email, { times: 1 });
    await scheduled(interview.id);
    await waitFor('the first copy', async () => (await invitationOf(interview.id))?.lastError);
    application.clock.advance(11);
    const messages = await settled(interview.id, 2, ['sent']);
    const copies = (await acceptedMails(application)).filter(({ to }) => to.includes(interviewer.email));
    expect(copies.map(({ messageId }) => messageId)).toEqual([
      `<${messages[1]?.id}@localhost>`,
      `<${messages[1]?.id}@localhost>`,
    ]);
  });
});

describe('what people typed', () => {
  it.each([
    'Casey\r\nBcc: victim@example.com',
    'Casey\nSubject: You won',
    'Casey\r\n\r\n<html>body</html>',
    'Casey\u2028Bcc: victim@example.com',
    'Casey" <victim@example.com>, "',
    '=?utf-8?q?Bcc:_victim=40example.com?=',
    '\u202Egnirts',
  ])('never becomes a header, another recipient or a body: %j', async (name) => {
    const person = await application.candidate();
    await application.database.client.user.update({ where: { id: person.accountId }, data: { name } });
    const { interview, interviewer } = await interviewWith({}, name, person.accountId);
    await scheduled(interview.id);
    await settled(interview.id, 2, ['sent']);
    for (const address of [person.email, interviewer.email]) {
      const mails = await mailsTo(application, address);
      expect(mails).toHaveLength(1);
      const [mail] = mails;
      expect(mail?.to).toEqual([address]);
      expect(Object.keys(mail?.headers ?? {}).sort()).toEqual([
        'auto-submitted',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
        'x-auto-response-suppress',
      ]);
      expect(mail?.headers.subject).not.toContain('\n');
      expect(mail?.text.split('\n')[0]).toMatch(/^Hello .*,$/);
    }
    expect(await mailsTo(application, 'victim@example.com')).toEqual([]);
  });
});
