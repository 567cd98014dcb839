import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';

import type { AcceptedEntry } from './mailbox.ts';
import { Mailbox } from './mailbox.ts';
import { linksIn, type MailMessage } from './message.ts';
import { type LocalMail, startLocalMail } from './server.ts';

const INVITATION = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';

let dataDirectory: string;
let mail: LocalMail;

beforeEach(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'local-mail-'));
  mail = await startLocalMail({ smtpPort: 0, httpPort: 0, dataDirectory });
});

afterEach(() => mail.close());

function send(to: string, subject = 'Hello', changes: object = {}): Promise<unknown> {
  const message = {
    from: 'Greenroom <no-reply@greenroom.example>',
    to,
    subject,
    text: 'Hello there',
    ...changes,
  };
  return createTransport(mail.smtpUrl).sendMail(message);
}

async function read<Body>(path: string): Promise<Body> {
  return (await (await fetch(`${mail.httpUrl}/dev/mail${path}`)).json()) as Body;
}

function setFault(fault: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${mail.httpUrl}/dev/mail/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(fault),
  });
}

describe('the mailbox', () => {
  it('keeps a message with its alternatives, headers, links and invitation', async () => {
    await send('ada@example.org', 'Überraschung', {
      messageId: '<invitation-1@greenroom.example>',
      html: '<p>Open <a href="https://portal.example/i/1?a=1&amp;b=2">your interview</a></p>',
      text: 'Open https://portal.example/i/1?a=1&b=2.',
      icalEvent: { method: 'REQUEST', filename: 'invite.ics', content: INVITATION },
    });

    const [message] = await read<MailMessage[]>('/messages');

    expect(message).toMatchObject({
      messageId: '<invitation-1@greenroom.example>',
      from: 'no-reply@greenroom.example',
      fromName: 'Greenroom',
      to: ['ada@example.org'],
      subject: 'Überraschung',
      text: expect.stringContaining('Open https://portal.example'),
      html: expect.stringContaining('your interview'),
      headers: { 'message-id': '<invitation-1@greenroom.example>' },
      links: ['https://portal.example/i/1?a=1&b=2'],
    });
    const calendar = message?.attachments.find(({ filename }) => filename === 'invite.ics');
    expect(calendar?.text).toContain('METHOD:REQUEST');
    const raw = await fetch(`${mail.httpUrl}/dev/mail/messages/${message?.id ?? ''}/raw`);
    expect(await raw.text()).toContain('Message-ID: <invitation-1@greenroom.example>');
  });

  it('shows the newest first, and those for one recipient, Bcc too', async () => {
    await send('ada@example.org', 'First');
    await send('ben@example.org', 'Second', { bcc: 'ADA@example.org' });
    await send('ben@example.org', 'Third');

    const subjects = async (query: string) =>
      (await read<MailMessage[]>(`/messages${query}`)).map(({ subject }) => subject);

    expect(await subjects('')).toEqual(['Third', 'Second', 'First']);
    expect(await subjects('?to=ada@example.org')).toEqual(['Second', 'First']);
  });

  it('is still there after a restart', async () => {
    await send('ada@example.org');
    await mail.close();

    mail = await startLocalMail({ smtpPort: 0, httpPort: 0, dataDirectory });

    expect(await read<MailMessage[]>('/messages')).toHaveLength(1);
    expect(await read<AcceptedEntry[]>('/log')).toHaveLength(1);
  });

  it('goes on after its log was cut off in the middle of a line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'local-mail-'));
    const accept = async () => {
      const mailbox = await Mailbox.open(folder);
      await mailbox.accept(Buffer.from('Subject: whole\r\n\r\nbody\r\n'), ['ada@example.org']);
    };
    await accept();
    appendFileSync(join(folder, 'accepted.log'), '{"id":"cut off, ü');
    await accept();

    const reopened = await Mailbox.open(folder);

    expect(reopened.log().map(({ subject }) => subject)).toEqual(['whole', 'whole']);
  });

  it('forgets the oldest beyond its limit, but not that they were accepted', async () => {
    const small = await Mailbox.open(mkdtempSync(join(tmpdir(), 'local-mail-')), 2);

    for (const subject of ['one', 'two', 'three']) {
      await small.accept(Buffer.from(`Subject: ${subject}\r\n\r\nbody\r\n`), ['ada@example.org']);
    }

    expect(small.list().map(({ subject }) => subject)).toEqual(['three', 'two']);
    expect(small.log().map(({ subject }) => subject)).toEqual(['one', 'two', 'three']);
  });

  it('can be emptied, but not by another site', async () => {
    await send('ada@example.org');
    const address = `${mail.httpUrl}/dev/mail/messages`;

    const foreign = await fetch(address, { method: 'DELETE', headers: { 'sec-fetch-site': 'cross-site' } });
    expect(foreign.status).toBe(403);
    expect((await fetch(address, { method: 'DELETE' })).status).toBe(204);

    expect(await read<MailMessage[]>('/messages')).toEqual([]);
    expect(await read<AcceptedEntry[]>('/log')).toMatchObject([{ to: ['ada@example.org'] }]);
  });

  it('accepts any log-in', async () => {
    const transport = createTransport(mail.smtpUrl.replace('smtp://', 'smtp://someone:secret@'));
    await transport.sendMail({ from: 'a@example.org', to: 'b@example.org', subject: 'Hi', text: 'Hi' });

    expect(await read<MailMessage[]>('/messages')).toHaveLength(1);
  });
});

describe('the mailbox page', () => {
  it('shows hostile mails as text, and their HTML only in a sandbox', async () => {
    await send('ada@example.org', '<script>alert(1)</script>', {
      html: '<script>alert(2)</script><b>Hi</b>',
    });
    const [message] = await read<MailMessage[]>('/messages');

    const page = await fetch(`${mail.httpUrl}/dev/mail?message=${message?.id ?? ''}`);
    const frame = await fetch(`${mail.httpUrl}/dev/mail/messages/${message?.id ?? ''}/html`);

    const markup = await page.text();
    expect(markup).toContain('&lt;script&gt;alert(1)');
    expect(markup).not.toContain('<script>');
    expect(markup).not.toContain('alert(2)</script>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(frame.headers.get('content-security-policy')).toMatch(
      /^sandbox allow-popups [^;]*; default-src 'none'/,
    );
  });

  it('says when there is nothing', async () => {
    expect(await (await fetch(`${mail.httpUrl}/dev/mail`)).text()).toContain('No mail yet');
    expect((await fetch(`${mail.httpUrl}/dev/mail/messages/unknown`)).status).toBe(404);
  });
});

describe('a fault', () => {
  it.each([
    ['refuse-4xx', 451],
    ['refuse-5xx', 550],
  ])('%s refuses the recipient it names with %i', async (mode, responseCode) => {
    await setFault({ mode, match: 'ada@example.org' });

    await expect(send('ada@example.org')).rejects.toMatchObject({ responseCode });
    await send('ben@example.org');
    await setFault({ mode: 'none' });
    await send('ada@example.org');

    expect(await read<MailMessage[]>('/messages')).toHaveLength(2);
  });

  it('cut-after-data keeps the message and lets the sender believe it failed', async () => {
    await setFault({ mode: 'cut-after-data', times: 1 });

    await expect(send('ada@example.org')).rejects.toThrow();
    await send('ada@example.org');

    expect(await read<AcceptedEntry[]>('/log')).toHaveLength(2);
  });

  it('cannot be set by a web page or through a gateway', async () => {
    const fault = { mode: 'refuse-5xx' };

    expect((await setFault(fault, { origin: 'https://elsewhere.example' })).status).toBe(404);
    expect((await setFault(fault, { 'x-forwarded-for': '127.0.0.1' })).status).toBe(404);
    expect((await setFault({ mode: 'explode' })).status).toBe(400);
    await send('ada@example.org');
  });
});

describe('links', () => {
  it('are found once, without the punctuation around them', () => {
    expect(
      linksIn("<a href='https://a.example/x'>x</a>", 'See https://a.example/x, or (http://b.example/y).'),
    ).toEqual(['https://a.example/x', 'http://b.example/y']);
  });

  it('are web addresses only', () => {
    expect(linksIn('<a href="javascript:alert(1)">x</a><a href="mailto:a@b.example">y</a>', '')).toEqual([]);
  });
});

describe('text messages', () => {
  const account = { sid: `AC${'1'.repeat(32)}`, authToken: 'token-of-the-specs' };

  beforeEach(async () => {
    await mail.close();
    mail = await startLocalMail({ smtpPort: 0, httpPort: 0, dataDirectory, twilio: account });
  });

  function text(form: Record<string, string>, authToken = account.authToken): Promise<Response> {
    return fetch(`${mail.httpUrl}/2010-04-01/Accounts/${account.sid}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${account.sid}:${authToken}`)}` },
      body: new URLSearchParams(form),
    });
  }
  const message = { To: '+4915112345678', From: '+15005550006', Body: 'Grüße: https://portal.example/1' };

  it('are taken as Twilio takes them, and stand in the mailbox beside the mails', async () => {
    const answer = await text(message);
    expect(answer.status).toBe(201);
    const { sid, status } = (await answer.json()) as { sid: string; status: string };
    expect(status).toBe('queued');
    expect(await read<MailMessage[]>(`/messages?to=${encodeURIComponent(message.To)}`)).toMatchObject([
      { channel: 'sms', messageId: sid, text: message.Body, links: ['https://portal.example/1'] },
    ]);
    expect(await read<AcceptedEntry[]>('/log')).toMatchObject([{ channel: 'sms', to: [message.To] }]);
    const page = await (await fetch(`${mail.httpUrl}/dev/mail`)).text();
    expect(page).toContain('Text message: Grüße');
  });

  it.each([
    ['a number that is none', { ...message, To: '0151' }, 400, 21211],
    ['somebody who has opted out', { ...message, To: '+15005550004' }, 400, 21610],
    ['nothing to say', { ...message, Body: '' }, 400, 21602],
    ['too much to say', { ...message, Body: 'x'.repeat(1_601) }, 400, 21617],
  ])('are refused for %s', async (_what, form, status, code) => {
    const answer = await text(form);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code, status });
    expect(await read<MailMessage[]>('/messages')).toEqual([]);
  });

  it('are refused without the credentials, and when the server is busy', async () => {
    expect((await text(message, 'another-token')).status).toBe(401);
    await setFault({ mode: 'sms-busy', match: message.To, times: 1 });
    expect((await text(message)).status).toBe(429);
    expect((await text(message)).status).toBe(201);
  });

  it('may be kept although the sender never hears of it', async () => {
    await setFault({ mode: 'sms-cut', times: 1 });
    await expect(text(message)).rejects.toThrow();
    expect(await read<MailMessage[]>('/messages')).toHaveLength(1);
  });
});
