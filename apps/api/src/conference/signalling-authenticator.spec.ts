import { describe, expect, it } from '@jest/globals';
import { routes } from '@greenroom/contracts';
import type { Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { signBody } from './signature.ts';
import { SignallingAuthenticator } from './signalling-authenticator.ts';

const SECRET = 'c'.repeat(64);
const NOW = new Date('2026-05-04T10:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

class FixedClock extends Clock {
  override now(): Date {
    return NOW;
  }
}

const authenticator = new SignallingAuthenticator(
  { CONFERENCE_SECRET: SECRET } as Environment,
  new FixedClock(),
);
const body = '{"events":[]}';
const report =
  (signature: string | undefined, rawBody: string | null = body) =>
  () =>
    authenticator.verify({
      method: 'POST',
      url: routes.reportPresence.path,
      route: routes.reportPresence,
      headers: { authorization: `Bearer ${SECRET}`, 'x-greenroom-signature': signature },
      ...(rawBody !== null && { rawBody: Buffer.from(rawBody) }),
    });
const ask = (authorization: string | undefined) => () =>
  authenticator.verify({
    method: 'POST',
    url: routes.createReservation.path,
    route: routes.createReservation,
    headers: { authorization },
  });
const refusal = expect.objectContaining({ code: 'unauthenticated' });

describe('a presence report', () => {
  it('is believed when it is signed, within five minutes on either side', () => {
    for (const seconds of [0, 300, -300]) {
      expect(report(signBody(body, SECRET, later(seconds)))).not.toThrow();
    }
  });

  it.each([
    ['without a signature, bearer or not', undefined, body],
    ['with a malformed signature', `t=1,v1=${'0'.repeat(63)}`, body],
    ['signed for another body', signBody('{"events":[1]}', SECRET, NOW), body],
    ['signed with another secret', signBody(body, 'd'.repeat(64), NOW), body],
    ['signed too long ago', signBody(body, SECRET, later(-301)), body],
    ['signed in the future', signBody(body, SECRET, later(302)), body],
    ['with the time of another signature', signBody(body, SECRET, NOW).replace(/\d,/, '7,'), body],
    ['without a body', signBody('', SECRET, NOW), null],
  ])('%s is refused', (_, signature, rawBody) => {
    expect(report(signature, rawBody)).toThrow(refusal);
  });
});

describe('the reservation gate', () => {
  it('opens for the shared secret', () => {
    expect(ask(`Bearer ${SECRET}`)).not.toThrow();
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${SECRET}x`,
    `Bearer ${SECRET.slice(1)}`,
    `Basic ${SECRET}`,
  ])('stays shut for %p', (authorization) => {
    expect(ask(authorization)).toThrow(refusal);
  });
});
