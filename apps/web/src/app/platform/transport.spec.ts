import { afterEach, describe, expect, it } from '@jest/globals';
import { isRefusal, Transport } from './transport';

describe('Transport', () => {
  const { fetch: real } = globalThis;
  let asked: { url: unknown; init: RequestInit | undefined };

  const answering = (status: number, text: string): Transport => {
    globalThis.fetch = (url, init) => {
      asked = { url, init };
      return Promise.resolve({ status, text: () => Promise.resolve(text) } as Response);
    };
    return new Transport();
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
});
