import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Environment } from '../env.ts';
import { WebhookTransport } from './webhook-transport.ts';

let server: Server | undefined;

async function listen(answer: RequestListener): Promise<number> {
  server = createServer(answer);
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

const transport = (WEBHOOK_LOOPBACK: boolean) => new WebhookTransport({ WEBHOOK_LOOPBACK } as Environment);

const post = (url: string, { loopback = true, signal = new AbortController().signal } = {}) =>
  transport(loopback).post({ url, headers: { 'content-type': 'application/json' }, body: '{}' }, signal);

describe('a host inside', () => {
  it('is not connected to, though its name looks like any other', async () => {
    let connections = 0;
    const port = await listen((_, response) => response.end());
    server?.on('connection', () => (connections += 1));
    await expect(post(`https://localhost:${port}/`, { loopback: false })).rejects.toMatchObject({
      reason: 'address-refused',
    });
    expect(connections).toBe(0);
    expect(await post(`http://localhost:${port}/`)).toBe(200);
    expect(connections).toBe(1);
  });

  it.each([
    'https://127.0.0.1/',
    'https://0/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/',
    'https://10.1.2.3/',
  ])('is refused by its address: %s', async (url) => {
    expect(transport(false).permits(url)).toBe(false);
    await expect(post(url, { loopback: false })).rejects.toMatchObject({ reason: 'address-refused' });
  });

  it('stays refused where this machine is permitted', () => {
    expect(transport(true).permits('https://10.1.2.3/')).toBe(false);
    expect(transport(true).permits('http://169.254.169.254/')).toBe(false);
    expect(transport(true).permits('http://127.0.0.1:8080/')).toBe(true);
  });
});

describe('a host outside', () => {
  it('is called with TLS alone', () => {
    expect(transport(false).permits('https://hooks.example.com/')).toBe(true);
    expect(transport(false).permits('https://1.1.1.1/')).toBe(true);
    expect(transport(false).permits('http://hooks.example.com/')).toBe(false);
  });
});

describe('a call', () => {
  it('has an end, even when its server has none', async () => {
    const patience = new AbortController();
    const port = await listen(() => patience.abort());
    await expect(post(`http://localhost:${port}/`, { signal: patience.signal })).rejects.toMatchObject({
      reason: 'timed-out',
      status: null,
    });
  });

  it('has an end in the middle of an answer, too', async () => {
    const patience = new AbortController();
    const port = await listen((_, response) => {
      response.write('{');
      patience.abort();
    });
    await expect(post(`http://localhost:${port}/`, { signal: patience.signal })).rejects.toMatchObject({
      reason: 'timed-out',
    });
  });

  it('reads no more of an endless answer than it needs', async () => {
    const port = await listen((_, response) => {
      const pour = () => {
        while (response.write('x'.repeat(16_384)));
        response.once('drain', pour);
      };
      pour();
    });
    expect(await post(`http://localhost:${port}/`)).toBe(200);
  });

  it.each([
    [302, 'redirected'],
    [404, 'answer-refused'],
    [500, 'answer-refused'],
  ])('that is answered with %s has failed: %s', async (status, reason) => {
    const port = await listen((_, response) => response.writeHead(status).end());
    await expect(post(`http://localhost:${port}/`)).rejects.toMatchObject({ reason, status });
  });

  it('to a name that does not exist has failed', async () => {
    await expect(post('http://greenroom.invalid/')).rejects.toMatchObject({ reason: 'unreachable' });
  });
});
