import { APP_ID, type TokenWishes } from './room-token.ts';

const now = Math.floor(Date.now() / 1000);

/** Tokens that no server lets in, each wrong in one thing. */
export const REFUSED_TOKENS: Record<string, TokenWishes> = {
  'a wrong signature': { secret: 'another-secret-of-sufficient-size' },
  'another algorithm of the same secret': { algorithm: 'HS384' },
  'no signature at all': { algorithm: 'none' },
  'an expired token': { claims: { exp: now - 1 } },
  'a token without expiry': { claims: { exp: undefined } },
  'a token that is not valid yet': { claims: { nbf: now + 600 } },
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
    claims: { context: { user: { id: 'ann', name: 'Ann', moderator: 'true' } } },
  },
};
