import { type EmailTexts, routes } from '@greenroom/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MessagePlanning } from '../../src/notifications/message-planning.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { mailsTo } from '../support/mailbox.ts';
import { waitFor } from '../support/wait-for.ts';

let application: TestApplication;
let admin: AccountClient;
let candidate: AccountClient;

beforeAll(async () => {
  application = await startApplication({ mail: true });
  admin = await application.admin();
  candidate = await application.candidate('Casey Winter');
  await application.startWorker();
});
afterAll(() => application.stop());
afterEach(() => application.database.client.messageTemplateText.deleteMany());

const params = { template: 'confirmation', audience: 'candidate', channel: 'email', locale: 'en' } as const;
const texts: EmailTexts = {
  subject: 'See you on {{ day }}, {{ name }}',
  preview: '',
  heading: 'Booked with {{ other }}',
  lead: 'Bring a pen.\n\nAnd {% if paid %}your receipt{% else %}yourself{% endif %}.',
  action: 'Go',
  note: '',
};

async function confirmationTo(person: AccountClient, locale = 'en') {
  const interview = await createInterview(application, {
    candidateId: person.accountId,
    startsInMinutes: 1_440,
    changes: { candidateLocale: locale },
  });
  await application.database.transaction((tx) =>
    application.get(MessagePlanning).plan(tx, {
      interviewId: interview.id,
      template: 'confirmation',
      recipient: { role: 'candidate' },
      channel: 'email',
      dedupeKey: interview.id,
      scheduleVersion: 0,
    }),
  );
  const message = await waitFor('the mail to be sent', () =>
    application.database.client.message.findFirst({ where: { dedupeKey: interview.id, status: 'sent' } }),
  );
  const mails = await mailsTo(application, person.email);
  return mails.find(({ messageId }) => messageId.includes(message.id));
}

describe('the words of a message', () => {
  it('are the shipped ones until somebody writes others', async () => {
    const { items } = await admin.call(routes.listMessageTemplates);
    expect(items.flatMap(({ changed }) => changed)).toEqual([]);
    expect(items).toContainEqual({ template: 'reminder', audience: 'interviewer', changed: [] });
    const wording = await admin.call(routes.getMessageWording, { params });
    expect(wording).toMatchObject({ version: 0, updatedAt: null, texts: wording.shipped });
    expect(wording.variables).toContainEqual({ name: 'other', sample: 'Ida Brandt' });
  });

  it('are those of the administrator from then on, in their language only, until they go back', async () => {
    const written = await admin.call(routes.updateMessageWording, {
      params,
      body: { texts, baseVersion: 0 },
    });
    expect(written).toMatchObject({ version: 1, texts });
    const { items } = await admin.call(routes.listMessageTemplates);
    expect(items[0]).toMatchObject({ changed: [{ channel: 'email', locale: 'en' }] });

    const mail = await confirmationTo(candidate);
    expect(mail?.subject).toMatch(/^See you on .+, Casey Winter$/);
    expect(mail?.text).toContain('Bring a pen.\n\nAnd yourself.');
    expect((await confirmationTo(candidate, 'de'))?.subject).toContain('Ihr Probeinterview ist gebucht');

    await admin.call(routes.resetMessageWording, { params });
    expect((await confirmationTo(candidate))?.subject).toContain('Your mock interview is booked');
    const { auditEntry } = application.database.client;
    const audited = await auditEntry.findMany({
      where: { actorId: admin.accountId },
      orderBy: { id: 'asc' },
    });
    expect(audited.map(({ action, subject }) => [action, subject])).toEqual([
      ['message-wording.updated', 'message-wording:confirmation.candidate.email.en'],
      ['message-wording.reset', 'message-wording:confirmation.candidate.email.en'],
    ]);
  });

  it('are refused when they do not render whatever happened, and it says which and why', async () => {
    const broken = {
      ...texts,
      subject: '{{ nobody }}',
      heading: '{% if absent %}x{% endif %}',
      lead: '{% if %}',
    };
    const refused = await admin.refused(routes.updateMessageWording, {
      params,
      body: { texts: { ...broken, heading: '{% if refund %}x{% endif %}' }, baseVersion: 0 },
    });
    expect(refused).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(refused.details?.map(({ path }) => path)).toEqual([
      'body.texts.subject',
      'body.texts.heading',
      'body.texts.lead',
    ]);
    expect(refused.details?.[0]?.message).toContain('nobody');
    expect(await admin.call(routes.getMessageWording, { params })).toMatchObject({ version: 0 });
  });

  it('are refused when they belong to another channel or another reader', async () => {
    expect(
      await admin.refused(routes.updateMessageWording, {
        params: { ...params, channel: 'sms' },
        body: { texts, baseVersion: 0 },
      }),
    ).toMatchObject({ status: 400, details: [{ path: 'body.texts' }] });
    expect(
      await admin.refused(routes.getMessageWording, { params: { ...params, audience: 'interviewer' } }),
    ).toMatchObject({ code: 'not-found' });
  });

  it('are not written over by somebody who read an older version', async () => {
    await admin.call(routes.updateMessageWording, { params, body: { texts, baseVersion: 0 } });
    const second = { ...texts, action: 'Look' };
    const late = { params, body: { texts: second, baseVersion: 0 } };
    expect(await admin.refused(routes.updateMessageWording, late)).toMatchObject({ code: 'state-conflict' });
    await admin.call(routes.updateMessageWording, { params, body: { texts: second, baseVersion: 1 } });
    const wording = await admin.call(routes.getMessageWording, { params });
    expect(wording).toMatchObject({ version: 2, texts: { action: 'Look' } });
  });

  it('give way to the shipped ones when they fail at a real interview', async () => {
    await application.database.client.messageTemplateText.create({
      data: {
        ...params,
        texts: { ...texts, subject: '{{ gone }}' },
        version: 1,
        updatedBy: admin.accountId,
        updatedAt: application.clock.now(),
      },
    });
    expect((await confirmationTo(candidate))?.subject).toContain('Your mock interview is booked');
  });
});

describe('a preview', () => {
  it('shows the example with words that are only tried out, and changes nothing', async () => {
    const preview = await admin.call(routes.previewMessage, { params, body: { texts, interviewId: null } });
    expect(preview.subject).toBe('See you on Tuesday, 24 November 2026, Casey Winter');
    expect(preview.html).toContain('Booked with Ida Brandt');
    expect(preview.text).toContain('And your receipt.');
    expect(await application.database.client.messageTemplateText.count()).toBe(0);
  });

  it('shows a real interview, without a link that opens it', async () => {
    const { id } = await createInterview(application, { candidateId: candidate.accountId });
    const toInterviewer = {
      ...params,
      template: 'invitation',
      audience: 'interviewer',
      locale: 'de',
    } as const;
    const preview = await admin.call(routes.previewMessage, {
      params: toInterviewer,
      body: { texts: null, interviewId: id },
    });
    expect(preview.subject).toContain('Probeinterview mit Casey Winter');
    expect(preview.text).toContain('/i#example');
    const { client } = application.database;
    expect(await client.message.count({ where: { interviewId: id } })).toBe(0);
    expect(await client.accessLink.count({ where: { interviewId: id } })).toBe(0);
  });

  it('shows a text message as its text', async () => {
    const preview = await admin.call(routes.previewMessage, {
      params: { ...params, channel: 'sms' },
      body: { texts: { body: 'Hi {{ name }}' }, interviewId: null },
    });
    expect(preview).toEqual({ subject: null, html: null, text: 'Hi Casey Winter' });
  });

  it('says what is wrong with the words', async () => {
    const refused = await admin.refused(routes.previewMessage, {
      params,
      body: { texts: { ...texts, note: '{{ secret }}' }, interviewId: null },
    });
    expect(refused.details).toMatchObject([{ path: 'body.texts.note' }]);
  });
});
