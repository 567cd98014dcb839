/** Debian's nginx with the shipped configuration, between made-up browsers and a made-up portal and TURN server. */
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ConnectionOptions, connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { WebSocket, WebSocketServer } from 'ws';
import { hasNginx, startNginx } from '../deployment/nginx.ts';
import { hasCoturn, startCoturn } from './coturn.ts';
import { hasProxy, type RunningProxy, startProxy } from './proxy.ts';

const PORTAL = 'interviews.test';
const TURN = 'turn.test';
/** Where browsers are: another address than that of the servers. */
const VISITOR = '127.0.0.9';
if (hasProxy() && hasNginx() && hasCoturn()) describe('the proxy of the one-host installation', specifyProxy);
else
  test.todo('the proxy of the one-host installation answers, where nginx and coturn are or can be installed');

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function specifyProxy() {
  let web: FastifyInstance;
  let turn: Server;
  let proxy: RunningProxy;
  /** What the TURN server was sent first by each that came. */
  const turnBytes: Buffer[] = [];
  const settings = () => ({
    PUBLIC_HOST: PORTAL,
    TURN_HOST: TURN,
    WEB_ADDRESS: `127.0.0.1:${portOf(web.server)}`,
    TURN_ADDRESS: `127.0.0.1:${portOf(turn)}`,
  });

  beforeAll(async () => {
    web = Fastify({ bodyLimit: 10_000_000 });
    web.all('/*', (request) => ({ path: request.url, headers: request.headers }));
    const signalling = new WebSocketServer({ server: web.server, handleProtocols: () => 'xmpp' });
    signalling.on('connection', (socket, { url }) => {
      socket.on('message', (data: Buffer) => socket.send(`${url} ${data.toString()}`));
    });
    await web.listen({ port: 0, host: '127.0.0.1' });
    turn = createServer((socket: Socket) => {
      socket.once('data', (data) => {
        turnBytes.push(data);
        socket.destroy();
      });
    });
    await new Promise<void>((resolve) => turn.listen(0, '127.0.0.1', resolve));
    proxy = await startProxy(settings());
  });
  afterAll(async () => {
    await proxy.stop();
    await web.close();
    await new Promise((resolve) => turn.close(resolve));
  });

  type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

  /** Browsers of people who look for the portal. */
  const browsers = new Agent({
    localAddress: VISITOR,
    servername: PORTAL,
    rejectUnauthorized: false,
    keepAlive: true,
    maxSockets: 16,
  });
  afterAll(() => browsers.destroy());

  /** Asks the proxy over TLS. */
  const ask = async (
    at: string,
    {
      headers = {},
      body,
      port = proxy.httpsPort,
    }: { headers?: Record<string, string>; body?: string; port?: number } = {},
  ): Promise<Answer> => {
    const asked = request({
      ...{ host: '127.0.0.1', port, path: at, agent: browsers },
      ...{
        method: body === undefined ? 'GET' : 'POST',
        headers: { host: PORTAL, 'content-type': 'text/plain', ...headers },
      },
    });
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const { statusCode = 0, headers: answered } = response;
    return { status: statusCode, headers: answered, body: Buffer.concat(chunks).toString() };
  };

  const openSignalling = (at: string) =>
    new WebSocket(`wss://127.0.0.1:${proxy.httpsPort}${at}`, 'xmpp', {
      agent: new Agent({ servername: PORTAL, rejectUnauthorized: false }),
      headers: { host: PORTAL },
    });

  test('hands everything of the portal on, and says who really asks', async () => {
    const claims = {
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'evil.test',
    };
    for (const at of [
      '/',
      '/api/slots?type=a%2Fb',
      '/libs/lib-jitsi-meet.min.js',
      '/live-interview/room-1',
    ]) {
      const answer = await ask(at, { headers: claims });
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body)).toMatchObject({
        path: at,
        headers: {
          host: PORTAL,
          'x-forwarded-for': VISITOR,
          'x-forwarded-proto': 'https',
          'x-forwarded-host': PORTAL,
        },
      });
    }
  });

  test("lets the API find the person behind it and the portal's nginx, whatever they claim", async () => {
    // As the API is told by the compose file: TRUSTED_PROXIES=2.
    const api = Fastify({ trustProxy: (_, hop) => hop < 2 });
    api.get('/api/me', ({ ip, protocol, host }) => ({ ip, protocol, host }));
    const apiUrl = await api.listen({ port: 0, host: '127.0.0.1' });
    const portal = await startNginx(proxy.challenges, {
      API_URL: apiUrl,
      JITSI_WEBSOCKET_URL: `wss://${PORTAL}/xmpp-websocket`,
      JITSI_LIBRARY_URL: '/libs/lib-jitsi-meet.min.js',
    });
    const whole = await startProxy({ ...settings(), WEB_ADDRESS: new URL(portal.origin).host });
    try {
      const headers = { 'x-forwarded-for': '6.6.6.6, 7.7.7.7', 'x-forwarded-proto': 'http' };
      const { body } = await ask('/api/me', { headers, port: whole.httpsPort });
      expect(JSON.parse(body)).toEqual({ ip: VISITOR, protocol: 'https', host: PORTAL });
    } finally {
      await whole.stop();
      await portal.stop();
      await api.close();
    }
  });

  test('asks browsers to come by TLS from now on, and sends those that did not there', async () => {
    expect((await ask('/')).headers['strict-transport-security']).toBe('max-age=31536000');
    const answer = await fetch(`http://127.0.0.1:${proxy.httpPort}/book?type=1`, { redirect: 'manual' });
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe(`https://${PORTAL}/book?type=1`);
  });

  test('answers a certificate authority without TLS, from the folder of challenges alone', async () => {
    await writeFile(path.join(proxy.challenges, 'outside'), 'no');
    const folder = path.join(proxy.challenges, '.well-known/acme-challenge');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'token'), 'answer');
    const at = (file: string) =>
      fetch(`http://127.0.0.1:${proxy.httpPort}/.well-known/acme-challenge/${file}`, { redirect: 'manual' });
    expect(await (await at('token')).text()).toBe('answer');
    expect((await at('..%2f..%2foutside')).status).toBe(301);
  });

  test('speaks WebSocket with the signalling, and logs no token', async () => {
    const socket = openSignalling('/xmpp-websocket?token=hidden');
    const answer = await new Promise((resolve, reject) => {
      socket.on('open', () => socket.send('<open/>'));
      socket.on('message', (data: Buffer) => resolve(data.toString()));
      socket.on('error', reject);
    });
    expect(answer).toBe('/xmpp-websocket?token=hidden <open/>');
    socket.close();
    await once(socket, 'close');
    while (!(await proxy.output()).includes('/xmpp-websocket')) await wait(20);
    expect(await proxy.output()).not.toContain('hidden');
  });

  /** What a TLS connection comes to: its protocol and the serial number of the certificate. */
  const shakeHands = async (options: ConnectionOptions) => {
    const socket = connect({
      host: '127.0.0.1',
      port: proxy.httpsPort,
      rejectUnauthorized: false,
      ...options,
    });
    try {
      await once(socket, 'secureConnect');
      return { protocol: socket.getProtocol(), serial: socket.getPeerCertificate().serialNumber };
    } finally {
      socket.destroy();
    }
  };

  test('speaks TLS 1.2 and 1.3, and nothing older', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    expect((await shakeHands({ servername: PORTAL })).protocol).toBe('TLSv1.3');
    expect((await shakeHands({ servername: PORTAL, maxVersion: 'TLSv1.2' })).protocol).toBe('TLSv1.2');
    await expect(shakeHands({ servername: PORTAL, ...old })).rejects.toThrow();
    const weak = {
      servername: PORTAL,
      maxVersion: 'TLSv1.2',
      ciphers: 'AES128-SHA:ECDHE-RSA-AES128-SHA',
    } as const;
    await expect(shakeHands(weak)).rejects.toThrow();
  });

  test('has no answer for another name', async () => {
    await expect(shakeHands({ servername: 'other.test' })).rejects.toThrow();
  });

  test('hands TLS for the name of the TURN server on as it came, without a word before it', async () => {
    const socket = connect({
      host: '127.0.0.1',
      port: proxy.httpsPort,
      servername: TURN,
      rejectUnauthorized: false,
    });
    // It ends in the middle of the handshake, since nobody here answers it.
    await new Promise((resolve) => socket.on('error', resolve));
    // The first bytes of a TLS record with a handshake (RFC 8446, section 5.1), and the name inside it.
    expect([...(turnBytes[0]?.subarray(0, 2) ?? [])]).toEqual([0x16, 0x03]);
    expect(turnBytes[0]?.includes(TURN)).toBe(true);
  });

  test('leads to coturn, which shows its own certificate and answers', async () => {
    const coturn = await startCoturn('203.0.113.10');
    const whole = await startProxy({ ...settings(), TURN_ADDRESS: `127.0.0.1:${coturn.tlsPort}` });
    const socket = connect({
      ...{ host: '127.0.0.1', port: whole.httpsPort, servername: TURN },
      rejectUnauthorized: false,
    });
    try {
      await once(socket, 'secureConnect');
      expect(socket.getPeerCertificate().subject.CN).toBe(TURN);
      // A Binding request and the success that answers it (RFC 8489, section 5).
      const transaction = 'twelve bytes';
      socket.write(Buffer.concat([Buffer.from('000100002112a442', 'hex'), Buffer.from(transaction)]));
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.readUInt16BE(0)).toBe(0x0101);
      expect(answer.subarray(8, 20).toString()).toBe(transaction);
    } finally {
      socket.destroy();
      await whole.stop();
      await coturn.stop();
    }
  });

  test('takes no body that is larger than any of ours', async () => {
    expect((await ask('/api/bookings', { body: 'x'.repeat(900_000) })).status).toBe(200);
    expect((await ask('/api/bookings', { body: 'x'.repeat(1_100_000) })).status).toBe(413);
  });

  test('stops a flood with words that the portal understands, and lets the pages through', async () => {
    const answers = await Promise.all(Array.from({ length: 600 }, () => ask('/api/slots')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers['retry-after']).toBe('1');
    expect(JSON.parse(refused[0]?.body ?? '')).toMatchObject({ error: { code: 'rate-limited' } });
    expect((await ask('/')).status).toBe(200);
  });

  test('says that a portal that is away comes back', async () => {
    const alone = await startProxy({ ...settings(), WEB_ADDRESS: '127.0.0.1:9' });
    try {
      const answer = await ask('/', { port: alone.httpsPort });
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('2');
      expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'unavailable' } });
    } finally {
      await alone.stop();
    }
  });

  test('takes a new certificate without a connection being cut', async () => {
    const socket = openSignalling('/xmpp-websocket');
    await once(socket, 'open');
    await proxy.renewCertificate(2);
    while ((await shakeHands({ servername: PORTAL })).serial !== '02') await wait(50);
    const heard = once(socket, 'message');
    socket.send('still here');
    const [data] = (await heard) as [Buffer];
    expect(data.toString()).toBe('/xmpp-websocket still here');
    socket.close();
    await once(socket, 'close');
  });

  test.each([
    ['PUBLIC_HOST', 'interviews.test; include /etc/passwd'],
    ['PUBLIC_HOST', ''],
    ['TURN_HOST', PORTAL],
    ['WEB_ADDRESS', 'http://web:8080'],
    ['TURN_ADDRESS', '127.0.0.1:1\n}'],
  ])('does not start with %s set to %j, and names it', async (name, value) => {
    await expect(startProxy({ ...settings(), [name]: value })).rejects.toThrow(
      `the proxy cannot start: ${name}`,
    );
  });
}
