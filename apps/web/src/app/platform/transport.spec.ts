import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Clock } from './clock';
import { isRefusal, Transport } from './transport';

describe('Transport', () => {
  const { fetch: real } = globalThis;
  let asked: { url: unknown; init: RequestInit | undefined };

  const answering = (status: number, text: string, headers = new Headers()): Transport => {
    globalThis.fetch = (url, init) => {
      asked = { url, init };
      return Promise.resolve({ status, headers, text: () => Promise.resolve(text) } as Response);
    };
    return TestBed.inject(Transport);
  };

  afterEach(() => {
    globalThis.fetch = real;
  });

  it('sends a body as JSON', async () => {
    await answering(200, '{}').send({ method: 'POST', url: '/api/bookings', body: { a: 1 } });
    expect(asked.url).toBe('/api/bookings');
    expect(asked.init).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('names no type of a body that it does not send', async () => {
    await answering(200, '{}').send({ method: 'GET', url: '/api/me' });
    expect(asked.init).toMatchObject({ body: null, headers: { accept: 'application/json' } });
    expect(asked.init?.headers).not.toHaveProperty('content-type');
  });

  it.each([
    [200, '{"a":1}', { a: 1 }],
    [204, '', null],
    [502, '<h1>Bad gateway</h1>', '<h1>Bad gateway</h1>'],
  ])('reads the answer %d %s', async (status, text, body) => {
    const answer = await answering(status, text).send({ method: 'GET', url: '/' });
    expect(answer).toEqual({ status, body });
    expect(isRefusal(answer)).toBe(status === 502);
  });
  it.each([10, -10])(
    'tells the clock what time it is at a server that is %d minutes ahead',
    async (ahead) => {
      const server = Date.now() + ahead * 60_000;
      const headers = new Headers({ date: new Date(server).toUTCString() });
      await answering(200, '{}', headers).send({ method: 'GET', url: '/api/me' });
      expect(Math.abs(TestBed.inject(Clock).now() - server)).toBeLessThan(60_000);
    },
  );
});
