/** The nginx of the portal's image, started as the image starts it; it has to answer as the gateway of the embedded mode does. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { WebSocket, WebSocketServer } from 'ws';
import { parseEnvironment } from '../gateway/environment.ts';
import { SECURITY_HEADERS, portalPolicy } from '../gateway/security-headers.ts';
import { hasNginx, refusalOf, type RunningNginx, startNginx } from './nginx.ts';

const SCRIPT = `console.log(${JSON.stringify('portal '.repeat(200))});`;

const settings = {
  API_URL: 'http://127.0.0.1:9',
  JITSI_WEBSOCKET_URL: 'wss://meet.example.com/xmpp-websocket',
  JITSI_LIBRARY_URL: '/libs/lib-jitsi-meet.min.js',
};

if (hasNginx()) describe('the nginx of the image', specifyNginx);
else
  test.todo("the nginx of the portal's image answers as the gateway does, where Debian's nginx is or can be");

/** The log, once it speaks of something: nginx writes a line when a request has ended. */
async function waitFor(nginx: RunningNginx, text: string): Promise<string> {
  for (;;) {
    const log = await nginx.output();
    if (log.includes(text)) return log;
    await wait(20);
  }
}

function specifyNginx() {
  let folder: string;
  let api: FastifyInstance;
  let jitsi: FastifyInstance;
  let shardB: FastifyInstance;
  let nginx: RunningNginx;
  let origin: string;
  const running: RunningNginx[] = [];

  const start = async (changes: Readonly<Record<string, string>>) => {
    const started = await startNginx(folder, { ...settings, ...changes });
    running.push(started);
    return started;
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portal-'));
    await chmod(folder, 0o755);
    await writeFile(path.join(folder, 'index.html'), '<gr-root ngCspNonce="CSP_NONCE"></gr-root>');
    await writeFile(path.join(folder, 'chunk-Dcmk-NIm.js'), SCRIPT);
    await writeFile(path.join(folder, 'chunk-Dcmk-NIm.js.br'), brotliCompressSync(SCRIPT));
    await writeFile(path.join(folder, 'chunk-Dcmk-NIm.js.gz'), gzipSync(SCRIPT));
    await writeFile(path.join(folder, 'favicon.svg'), '<svg/>');

    api = Fastify();
    api.all('/api/echo', (request) => ({
      headers: request.headers,
      query: request.query,
      body: request.body,
    }));
    api.get('/api/page', (_, reply) => reply.type('text/html').send('<p>documentation</p>'));
    api.get('/api/own-policy', (_, reply) =>
      reply.header('content-security-policy', "default-src 'self'").send('x'),
    );
    const apiUrl = await api.listen({ port: 0, host: '127.0.0.1' });

    jitsi = Fastify();
    jitsi.get('/libs/lib-jitsi-meet.min.js', (_, reply) => reply.type('text/javascript').send('JitsiMeetJS'));
    const signalling = new WebSocketServer({ server: jitsi.server, handleProtocols: () => 'xmpp' });
    signalling.on('connection', (socket, request) => {
      socket.on('message', (data: Buffer) => socket.send(`${request.url} ${data.toString()}`));
    });
    const jitsiUrl = await jitsi.listen({ port: 0, host: '127.0.0.1' });
    shardB = Fastify();
    shardB.get('/libs/lib-jitsi-meet.min.js', (_, reply) => reply.type('text/javascript').send('of shard b'));
    const urlOfB = await shardB.listen({ port: 0, host: '127.0.0.1' });
    nginx = await start({
      API_URL: apiUrl,
      JITSI_URL: jitsiUrl,
      JITSI_SHARD_URLS: `a=${jitsiUrl},default=${urlOfB}`,
    });
    origin = nginx.origin;
  });
  afterAll(async () => {
    for (const one of running) await one.stop();
    await api.close();
    await jitsi.close();
    await shardB.close();
    await rm(folder, { recursive: true });
  });

  const ask = (at: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(origin + at, { headers: { 'accept-encoding': 'identity', ...headers } });

  /** What is answered to the first word of a signalling connection. */
  async function greet(at: string): Promise<unknown> {
    const socket = new WebSocket(origin.replace('http', 'ws') + at, 'xmpp');
    const answer = await new Promise((resolve, reject) => {
      socket.on('open', () => socket.send('<open/>'));
      socket.on('message', (data: Buffer) => resolve(data.toString()));
      socket.on('error', reject);
    });
    expect(socket.protocol).toBe('xmpp');
    socket.close();
    await once(socket, 'close');
    return answer;
  }

  test.each(['/', '/interviews', '/live-interview/some-room', '/?from=mail'])(
    'answers %s with the page of the portal',
    async (at) => {
      const answer = await ask(at);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('etag')).toBeNull();
      expect(await answer.text()).toContain('<gr-root');
    },
  );

  test('answers an address with a dot with the page, when a browser goes there', async () => {
    const answer = await ask('/i/abc.def-ghi', { accept: 'text/html,*/*' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<gr-root');
  });

  test.each(['/missing.js', '/chunk-00000000.js', '/.missing', '/metrics', '/health/ready'])(
    'has nothing at %s',
    async (at) => {
      const answer = await ask(at);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/json');
      expect(await answer.json()).toMatchObject({ error: { code: 'not-found' } });
    },
  );

  test('does not leave its folder', async () => {
    expect((await ask('/..%2f..%2fpackage.json')).status).toBe(400);
  });

  test('takes no form at the address of a page', async () => {
    const answer = await fetch(`${origin}/interviews`, { method: 'POST', body: 'a=1' });
    expect(answer.status).toBe(404);
  });

  test("gives a page the gateway's policy, with a nonce of its own each time", async () => {
    const library = 'https://meet.example.com/libs/lib-jitsi-meet.min.js';
    const elsewhere = await start({ JITSI_LIBRARY_URL: library });
    const cases = [
      [origin, settings.JITSI_LIBRARY_URL],
      [elsewhere.origin, library],
    ] as const;
    const nonces = new Set<string>();
    for (const [where, libraryUrl] of cases) {
      for (const at of ['/', '/index.html']) {
        const answer = await fetch(where + at);
        const [, nonce = ''] = /ngCspNonce="([^"]{32})"/.exec(await answer.text()) ?? [];
        nonces.add(nonce);
        const environment = parseEnvironment({ ...settings, PORT: '0', JITSI_LIBRARY_URL: libraryUrl });
        expect(answer.headers.get('content-security-policy')).toBe(portalPolicy(environment, nonce));
      }
    }
    expect(nonces.size).toBe(4);
  });

  test.each(['/', '/chunk-Dcmk-NIm.js', '/missing.js', '/api/echo', '/api/nowhere'])(
    "gives %s the gateway's security headers, once",
    async (at) => {
      const { headers } = await ask(at);
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(headers.get(name)).toBe(value);
    },
  );

  test.each(['br', 'gzip', 'identity'])(
    'sends files with a hash in their name as %s, to be kept for good',
    async (coding) => {
      const answer = await ask('/chunk-Dcmk-NIm.js', { 'accept-encoding': coding });
      expect(answer.headers.get('content-encoding')).toBe(coding === 'identity' ? null : coding);
      expect(answer.headers.get('content-type')).toBe('application/javascript; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(await answer.text()).toBe(SCRIPT);
    },
  );

  test('has files without one asked for again', async () => {
    const answer = await ask('/favicon.svg');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const etag = answer.headers.get('etag') ?? '';
    expect((await ask('/favicon.svg', { 'if-none-match': etag })).status).toBe(304);
  });

  test('hands requests to the API as they are, and says who asks', async () => {
    const body = '{ "spaces":  "kept" }';
    const answer = await fetch(`${origin}/api/echo?a=1%2F2`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-proto': 'https',
      },
    });
    expect(answer.headers.get('cache-control')).toBeNull();
    expect(await answer.json()).toMatchObject({
      query: { a: '1/2' },
      body: { spaces: 'kept' },
      headers: {
        'content-length': String(body.length),
        'x-forwarded-for': '1.2.3.4, 127.0.0.1',
        'x-forwarded-host': new URL(origin).host,
        'x-forwarded-proto': 'https',
      },
    });
  });

  test('believes no scheme where browsers reach it directly', async () => {
    const direct = await start({
      API_URL: `http://${new URL(api.listeningOrigin).host}`,
      TRUSTED_PROXIES: '0',
    });
    const answer = await fetch(`${direct.origin}/api/echo`, { headers: { 'x-forwarded-proto': 'https' } });
    expect(await answer.json()).toMatchObject({ headers: { 'x-forwarded-proto': 'http' } });
  });

  test("leaves a service's own policy, and gives a strict one otherwise", async () => {
    const policyOf = async (at: string) => (await ask(at)).headers.get('content-security-policy');
    expect(await policyOf('/api/own-policy')).toBe("default-src 'self'");
    expect(await policyOf('/api/echo')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(await policyOf('/api/page')).toBe(
      "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
    );
  });

  test('reports an API that is away with a time to try again', async () => {
    const alone = await start({});
    const answer = await fetch(`${alone.origin}/api/echo`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toMatchObject({ error: { code: 'unavailable' } });
    for (const at of ['/xmpp-websocket', '/libs/lib-jitsi-meet.min.js'])
      expect((await fetch(alone.origin + at)).status).toBe(404);
  });

  test('hands the library and the signalling to Jitsi, and logs no token', async () => {
    const library = await ask('/libs/lib-jitsi-meet.min.js');
    expect(await library.text()).toBe('JitsiMeetJS');
    expect(library.headers.get('cache-control')).toBe('public, max-age=3600');

    expect(await greet('/xmpp-websocket?token=hidden')).toBe('/xmpp-websocket?token=hidden <open/>');
    const log = await waitFor(nginx, '/xmpp-websocket');
    expect(log).not.toContain('hidden');
  });

  test('hands what is below the path of a shard to that shard, and logs no token', async () => {
    const library = '/libs/lib-jitsi-meet.min.js';
    expect(await (await ask(`/shards/a${library}`)).text()).toBe('JitsiMeetJS');
    const ofB = await ask(`/shards/default${library}`);
    expect(await ofB.text()).toBe('of shard b');
    expect(ofB.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(await greet('/shards/a/xmpp-websocket?token=hidden')).toBe('/xmpp-websocket?token=hidden <open/>');
    expect(await waitFor(nginx, '/shards/a/xmpp-websocket')).not.toContain('hidden');
  });

  test.each([
    '/shards/c',
    '/shards/A',
    '/shards/',
    '/shards',
    '/shards/a/..',
    '/shards/%61a',
    '/shards/shard:a',
  ])('knows no shard at %s', async (at) => {
    for (const below of [
      '/libs/lib-jitsi-meet.min.js',
      '/xmpp-websocket',
      '/api/echo',
      '/greenroom/rooms/x/end',
    ]) {
      const answer = await ask(at + below);
      expect([at + below, answer.status]).toEqual([at + below, 404]);
      expect(await answer.json()).toMatchObject({ error: { code: 'not-found' } });
    }
  });

  test.each([
    ['API_URL', 'http://api:3001/path'],
    ['API_URL', ''],
    ['JITSI_WEBSOCKET_URL', 'wss://meet.example.com"; include /etc/passwd; #'],
    ['JITSI_LIBRARY_URL', '/libs/a.js\n"; } server {'],
    ['JITSI_URL', 'https://*'],
    ['JITSI_SHARD_URLS', 'http://jitsi'],
    ['JITSI_SHARD_URLS', 'A=http://jitsi'],
    ['JITSI_SHARD_URLS', 'a=http://jitsi/libs'],
    ['JITSI_SHARD_URLS', 'a=http://jitsi,'],
    ['JITSI_SHARD_URLS', 'a=http://jitsi,b=http://jitsi,a=http://other'],
    ['JITSI_SHARD_URLS', 'a=http://jitsi"; } server {'],
    ['TRUSTED_PROXIES', 'all'],
  ])('does not start with %s set to %j, and names it', async (name, value) => {
    expect(await refusalOf({ ...settings, [name]: value })).toContain(`nginx cannot start: ${name}`);
  });
}
