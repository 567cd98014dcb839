import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Environment } from '../../env.ts';
import { SmsRefused } from './sms-transport.ts';
import { TwilioTransport } from './twilio-transport.ts';

const SID = `AC${'a'.repeat(32)}`;
const account = {
  TWILIO_ACCOUNT_SID: SID,
  TWILIO_AUTH_TOKEN: 'a-token-of-the-specs',
  SMS_FROM: '+15005550006',
};
const message = { to: '+4915112345678', body: 'Grüße & mehr' };
const forever = new AbortController().signal;

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** A transport to a server of ours, and what it asks of it. */
async function transportTo(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  changes: Partial<Environment> = {},
) {
  const asked: { url: string | undefined; authorization: string | undefined; form: URLSearchParams }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { authorization } = request.headers;
      asked.push({ url: request.url, authorization, form: new URLSearchParams(body) });
      answer(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  const environment = { ...account, TWILIO_API_URL: `http://127.0.0.1:${port}`, ...changes } as Environment;
  return { transport: new TwilioTransport(environment), asked };
}

const answering = (status: number, body: string) => (_request: IncomingMessage, response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
};
const problem = (code: number, status: number) =>
  JSON.stringify({ code, message: 'Why', more_info: `https://www.twilio.com/docs/errors/${code}`, status });

async function refusalBy(transport: TwilioTransport, signal = forever): Promise<SmsRefused> {
  try {
    await transport.send(message, signal);
  } catch (failure) {
    if (failure instanceof SmsRefused) return failure;
    throw failure;
  }
  throw new Error('The message was taken');
}

describe('a text message to Twilio', () => {
  it('is a form for the account, with its credentials', async () => {
    const { transport, asked } = await transportTo(answering(201, '{"sid":"SM1","status":"queued"}'));
    await transport.send(message, forever);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe(`/2010-04-01/Accounts/${SID}/Messages.json`);
    expect(asked[0]?.authorization).toBe(`Basic ${btoa(`${SID}:a-token-of-the-specs`)}`);
    expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
      To: '+4915112345678',
      From: '+15005550006',
      Body: 'Grüße & mehr',
    });
  });

  it('comes from a messaging service where one is set', async () => {
    const service = `MG${'b'.repeat(32)}`;
    const { transport, asked } = await transportTo(answering(201, '{}'), { SMS_FROM: service });
    await transport.send(message, forever);
    expect(asked[0]?.form.get('MessagingServiceSid')).toBe(service);
    expect(asked[0]?.form.has('From')).toBe(false);
  });

  it.each([
    ['a number that is none', 400, 21211, true],
    ['somebody who has opted out', 400, 21610, true],
    ['wrong credentials', 401, 20003, false],
    ['a suspended account', 403, 20005, false],
    ['too many requests', 429, 20429, false],
    ['a fault of theirs', 503, 20503, false],
  ])('is refused for %s: %i %i, for good: %s', async (_what, status, code, permanent) => {
    const { transport } = await transportTo(answering(status, problem(code, status)));
    expect(await refusalBy(transport)).toMatchObject({ permanent, message: `Twilio ${code}: Why` });
  });

  it('can go well another time after an answer that is no answer, a cut line and no answer at all', async () => {
    const garbled = await transportTo(answering(502, '<html>'));
    expect(await refusalBy(garbled.transport)).toMatchObject({
      permanent: false,
      message: 'Twilio answered 502.',
    });
    await stop?.();
    const cut = await transportTo((request) => request.socket.destroy());
    expect(await refusalBy(cut.transport)).toMatchObject({ permanent: false });
    await stop?.();
    const silent = await transportTo(() => undefined);
    expect(await refusalBy(silent.transport, AbortSignal.timeout(50))).toMatchObject({ permanent: false });
  });

  it('is not handed to another address that the answer names', async () => {
    const { transport, asked } = await transportTo((_request, response) => {
      response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end();
    });
    expect(await refusalBy(transport)).toMatchObject({ permanent: false });
    expect(asked).toHaveLength(1);
  });

  it('cannot be sent without an account', async () => {
    const transport = new TwilioTransport({} as Environment);
    expect(transport.isConfigured).toBe(false);
    expect(await refusalBy(transport)).toMatchObject({ permanent: true });
  });
});
