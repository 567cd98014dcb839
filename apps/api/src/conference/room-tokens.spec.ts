import { describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import type { Environment } from '../env.ts';
import { RoomTokens } from './room-tokens.ts';

const SECRET = 's'.repeat(64);
const tokens = new RoomTokens({
  JITSI_APP_ID: 'greenroom',
  JITSI_APP_SECRET: SECRET,
  JITSI_DOMAIN: 'Meet.Example',
} as Environment);

const permission = {
  roomName: 'room-0123456789abcdef',
  userId: 'candidate-1',
  displayName: 'Casey Ünïcode',
  role: 'participant',
  notBefore: new Date('2026-05-04T09:59:30.400Z'),
  expiresAt: new Date('2026-05-04T10:05:00.900Z'),
} as const;
const secondsOf = (instant: string) => Date.parse(instant) / 1000;

describe('a room token', () => {
  it('says exactly who may enter which room as what and until when, and nothing else', () => {
    const { token, expiresAt } = tokens.mint(permission);
    expect(jwt.decode(token, { complete: true })).toMatchObject({
      header: { alg: 'HS256', typ: 'JWT', kid: 'greenroom' },
    });
    expect(jwt.decode(token)).toEqual({
      aud: 'greenroom',
      iss: 'greenroom',
      sub: 'meet.example',
      room: 'room-0123456789abcdef',
      nbf: secondsOf('2026-05-04T09:59:30Z'),
      exp: secondsOf('2026-05-04T10:05:00Z'),
      context: { user: { id: 'candidate-1', name: 'Casey Ünïcode', moderator: false }, features: {} },
    });
    expect(expiresAt).toEqual(new Date('2026-05-04T10:05:00Z'));
  });

  it('makes a moderator of nobody else', () => {
    const claims = jwt.decode(tokens.mint({ ...permission, role: 'moderator' }).token);
    expect(claims).toMatchObject({ context: { user: { moderator: true } } });
  });

  const verify = (token: string, clock: string, secret = SECRET, options: jwt.VerifyOptions = {}) =>
    jwt.verify(token, secret, {
      algorithms: ['HS256'],
      audience: 'greenroom',
      issuer: 'greenroom',
      subject: 'meet.example',
      clockTimestamp: secondsOf(clock),
      ...options,
    });

  it('is good from a little before until its end, for its own deployment alone', () => {
    const { token } = tokens.mint(permission);
    expect(() => verify(token, '2026-05-04T09:59:30Z')).not.toThrow();
    expect(() => verify(token, '2026-05-04T10:04:59Z')).not.toThrow();
    expect(() => verify(token, '2026-05-04T09:59:29Z')).toThrow('not active');
    expect(() => verify(token, '2026-05-04T10:05:00Z')).toThrow('expired');
    expect(() => verify(token, '2026-05-04T10:00:00Z', 'x'.repeat(64))).toThrow('invalid signature');
    expect(() => verify(token, '2026-05-04T10:00:00Z', SECRET, { audience: 'other' })).toThrow('audience');
    expect(() => verify(token, '2026-05-04T10:00:00Z', SECRET, { issuer: 'other' })).toThrow('issuer');
    expect(() => verify(token, '2026-05-04T10:00:00Z', SECRET, { subject: 'other' })).toThrow('subject');
    expect(() => verify(token, '2026-05-04T10:00:00Z', SECRET, { algorithms: ['RS256'] })).toThrow(
      'algorithm',
    );
  });
});
