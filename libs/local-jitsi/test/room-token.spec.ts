import { describe, expect, it } from '@jest/globals';
import { REFUSED_TOKENS } from './support/refused-tokens.ts';
import { AUTHORITY, roomToken } from './support/room-token.ts';
import { RoomTokenError, verifyRoomToken } from '../src/room-token.ts';

const now = Date.now() / 1000;
const user = { id: 'ann', name: 'Ann', moderator: true };

describe('verifyRoomToken', () => {
  it('believes a token minted by the API', () => {
    const claims = verifyRoomToken(roomToken({ user }), AUTHORITY, now);
    expect(claims.room).toBe('room-1');
    expect(claims.context.user).toEqual(user);
  });

  it.each(Object.entries(REFUSED_TOKENS))('refuses %s', (_name, wishes) => {
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
