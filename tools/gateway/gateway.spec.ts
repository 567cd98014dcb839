import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { WebSocket, WebSocketServer } from 'ws';
import { type Environment, parseEnvironment } from './environment.ts';
import { portalPolicy } from './security-headers.ts';
import { createGateway } from './server.ts';

const SCRIPT = `console.log(${JSON.stringify('portal '.repeat(200))});`;

let folder: string;
let origin: string;
let settings: Readonly<Record<string, string>>;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gateway-'));
  await writeFile(path.join(folder, 'index.html'), '<gr-root ngCspNonce="CSP_NONCE"></gr-root>');
  await writeFile(path.join(folder, 'chunk-Dcmk-NIm.js'), SCRIPT);
  await writeFile(path.join(folder, 'chunk-Dcmk-NIm.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(path.join(folder, 'favicon.svg'), '<svg/>');

  const api = Fastify();
  api.all('/api/echo', (request) => ({ headers: request.headers, query: request.query, body: request.body }));
  api.get('/metrics', () => 'greenroom_http_request_seconds_count 1');
  api.get('/api/own-policy', (_request, reply) =>
    reply.header('content-security-policy', "default-src 'self'").send('x'),
  );
  const apiUrl = await api.listen({ port: 0, host: '127.0.0.1' });
  closing.push(() => api.close());

  const signalling = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'xmpp' });
  signalling.on('connection', (socket, request) => {
    socket.on('message', (data: Buffer) => socket.send(`${request.url} ${data.toString()}`));
  });
  closing.push(() => new Promise((resolve) => signalling.close(resolve)));
  await once(signalling, 'listening');
  const address = signalling.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  settings = {
    PORT: '0',
    API_URL: apiUrl,
    SIGNALLING_URL: `http://127.0.0.1:${address.port}`,
    MAIL_URL: 'http://127.0.0.1:9',
    JITSI_WEBSOCKET_URL: 'ws://localhost:3000/xmpp-websocket',
    JITSI_LIBRARY_URL: '/libs/lib-jitsi-meet.min.js',
  };
  origin = await startGateway({});
});

async function startGateway(changes: Readonly<Record<string, string>>): Promise<string> {
  const environment = parseEnvironment({ ...settings, ...changes });
  const gateway = await createGateway(environment, { portal: folder, libraries: folder });
  closing.push(() => gateway.close());
  return gateway.listen({ port: 0, host: '127.0.0.1' });
}

afterAll(async () => {
  for (const close of closing.toReversed()) await close();
  await rm(folder, { recursive: true });
});

describe('pages', () => {
  test.each(['/', '/interviews', '/live-interview/some-room', '/i/abc.def-ghi'])(
    '%s is the portal',
    async (page) => {
      const response = await fetch(origin + page, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<gr-root');
    },
  );

  test('carry the nonce of their policy, a new one each time', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await fetch(origin);
        const [, nonce] = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '') ?? [];
        expect(await response.text()).toBe(`<gr-root ngCspNonce="${nonce}"></gr-root>`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  test('are not sent with a nonce that stands still', async () => {
    const response = await fetch(`${origin}/index.html`);
    expect(await response.text()).not.toContain('CSP_NONCE');
  });

  test('carry the security headers', async () => {
    const { headers } = await fetch(origin);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain(
      'camera=(self), microphone=(self), display-capture=(self)',
    );
  });
});

describe('files', () => {
  test('with a hash in their name are kept for good, and sent compressed', async () => {
    const response = await fetch(`${origin}/chunk-Dcmk-NIm.js`, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await response.text()).toBe(SCRIPT);
  });

  test('without one are asked for again', async () => {
    const response = await fetch(`${origin}/favicon.svg`);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test.each(['/missing.js', '/..%2f..%2fpackage.json', '/chunk-00000000.js'])(
    '%s is not found',
    async (file) => {
      const response = await fetch(origin + file);
      expect(response.status).toBe(404);
    },
  );
});

describe('services behind the gateway', () => {
  test('learn who asks from the gateway alone', async () => {
    const response = await fetch(`${origin}/api/echo?a=1`, { headers: { 'x-forwarded-for': '1.2.3.4' } });
    const echo: unknown = await response.json();
    expect(echo).toMatchObject({
      query: { a: '1' },
      headers: {
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': new URL(origin).host,
      },
    });
  });

  test('learn from as many proxies before the gateway as are trusted, and from no more', async () => {
    const behindProxies = await startGateway({ TRUSTED_PROXIES: '2' });
    const addresses = async (forwardedFor: string) => {
      const headers = { 'x-forwarded-for': forwardedFor, 'x-forwarded-proto': 'https' };
      const response = await fetch(`${behindProxies}/api/echo`, { headers });
      return response.json();
    };
    expect(await addresses('6.6.6.6, 1.2.3.4,10.0.0.1')).toMatchObject({
      headers: { 'x-forwarded-for': '1.2.3.4, 10.0.0.1, 127.0.0.1', 'x-forwarded-proto': 'https' },
    });
    expect(await addresses('1.2.3.4')).toMatchObject({
      headers: { 'x-forwarded-for': '1.2.3.4, 127.0.0.1' },
    });
  });

  test('do not show their metrics to everybody', async () => {
    const response = await fetch(`${origin}/metrics`);
    expect(await response.text()).not.toContain('greenroom_');
  });

  test('get the body as it was sent', async () => {
    const body = '{ "spaces":  "kept" }';
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${origin}/api/echo`, { method: 'POST', body, headers });
    const echo: unknown = await response.json();
    expect(echo).toMatchObject({
      body: { spaces: 'kept' },
      headers: { 'content-length': String(body.length) },
    });
  });

  test('keep a policy of their own, and get a strict one otherwise', async () => {
    const [own, none] = await Promise.all([fetch(`${origin}/api/own-policy`), fetch(`${origin}/api/echo`)]);
    expect(own.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(none.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  test('that are away are reported with a time to try again', async () => {
    const response = await fetch(`${origin}/dev/mail`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({ error: { code: 'unavailable' } });
  });

  test('speak WebSocket, with the query and the protocol of the browser', async () => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/xmpp-websocket?token=t`, 'xmpp');
    const answer = await new Promise((resolve, reject) => {
      socket.on('open', () => socket.send('<open/>'));
      socket.on('message', (data: Buffer) => resolve(data.toString()));
      socket.on('error', reject);
    });
    expect(answer).toBe('/xmpp-websocket?token=t <open/>');
    expect(socket.protocol).toBe('xmpp');
    socket.close();
  });
});

test('the policy lets a configured Jitsi in, and nothing else', () => {
  const environment = {
    JITSI_WEBSOCKET_URL: 'wss://meet.example.com/xmpp-websocket',
    JITSI_LIBRARY_URL: 'https://meet.example.com/libs/lib-jitsi-meet.min.js',
  };
  const policy = portalPolicy(environment as Environment, 'n');
  expect(policy).toContain("script-src 'self' https://meet.example.com;");
  expect(policy).toContain("connect-src 'self' wss://meet.example.com;");
  expect(policy).not.toMatch(/unsafe|\*/);
});
