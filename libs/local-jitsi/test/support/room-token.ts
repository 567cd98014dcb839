import jwt from 'jsonwebtoken';

export const APP_ID = 'greenroom';
const APP_SECRET = 'a-secret-for-room-tokens-in-tests';
export const DOMAIN = 'meet.jitsi';
export const AUTHORITY = { appId: APP_ID, appSecret: APP_SECRET, domain: DOMAIN };

export interface TokenWishes {
  readonly room?: string;
  readonly user?: { readonly id: string; readonly name: string; readonly moderator: boolean };
  readonly claims?: Record<string, unknown>;
  readonly secret?: string;
  readonly algorithm?: 'HS256' | 'HS384' | 'none';
}

/** A token as the API mints it, with whatever is asked to be different. */
export function roomToken({
  room = 'room-1',
  user,
  claims,
  secret,
  algorithm = 'HS256',
}: TokenWishes = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const payload: Record<string, unknown> = {
    aud: APP_ID,
    iss: APP_ID,
    sub: DOMAIN,
    room,
    nbf: now - 10,
    exp: now + 600,
    context: { user: user ?? { id: 'ann', name: 'Ann', moderator: false }, features: {} },
    ...claims,
  };
  const present = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
  return jwt.sign(present, algorithm === 'none' ? '' : (secret ?? APP_SECRET), { algorithm, keyid: APP_ID });
}
