import { describe, expect, it } from '@jest/globals';
import { APP_ID, AUTHORITY, roomToken, type TokenWishes } from './support/room-token.ts';
import { RoomTokenError, verifyRoomToken } from '../src/room-token.ts';

const now = Date.now() / 1000;
const user = { id: 'ann', name: 'Ann', moderator: true };

describe('verifyRoomToken', () => {
  it('believes a token minted by the API', () => {
    const claims = verifyRoomToken(roomToken({ user }), AUTHORITY, now);
    expect(claims.room).toBe('room-1');
    expect(claims.context.user).toEqual(user);
  });

  const refused: Record<string, TokenWishes> = {
    'a wrong signature': { secret: 'another-secret-of-sufficient-size' },
    'another algorithm of the same secret': { algorithm: 'HS384' },
    'no signature at all': { algorithm: 'none' },
    'an expired token': { claims: { exp: Math.floor(now) - 1 } },
    'a token without expiry': { claims: { exp: undefined } },
    'a token that is not valid yet': { claims: { nbf: Math.floor(now) + 600 } },
    'a token without "not before"': { claims: { nbf: undefined } },
    'another audience': { claims: { aud: 'other' } },
    'a wildcard audience': { claims: { aud: '*' } },
    'a list of audiences': { claims: { aud: [APP_ID, 'other'] } },
    'another issuer': { claims: { iss: 'other' } },
    'another domain': { claims: { sub: 'evil.test' } },
    'a wildcard domain': { claims: { sub: '*' } },
    'no domain': { claims: { sub: undefined } },
    'a wildcard room': { claims: { room: '*' } },
    'a room in capitals': { claims: { room: 'Room-1' } },
    'an empty room': { claims: { room: '' } },
    'no room': { claims: { room: undefined } },
    'a room that is not text': { claims: { room: ['room-1'] } },
    'no person': { claims: { context: {} } },
    'a person without id': { claims: { context: { user: { name: 'Ann', moderator: false } } } },
    'a moderator flag that is not a boolean': {
      claims: { context: { user: { ...user, moderator: 'true' } } },
    },
  };

  it.each(Object.entries(refused))('refuses %s', (_name, wishes) => {
    expect(() => verifyRoomToken(roomToken(wishes), AUTHORITY, now)).toThrow(RoomTokenError);
  });

  it.each([null, '', 'abc', 'a.b.c', `${roomToken()}x`])('refuses %p', (token) => {
    expect(() => verifyRoomToken(token, AUTHORITY, now)).toThrow(RoomTokenError);
  });

  it('refuses a payload changed after signing', () => {
    const [header, payload, signature] = roomToken().split('.');
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, room: 'room-2' })).toString('base64url');
    expect(() => verifyRoomToken(`${header}.${forged}.${signature}`, AUTHORITY, now)).toThrow(RoomTokenError);
  });
});
