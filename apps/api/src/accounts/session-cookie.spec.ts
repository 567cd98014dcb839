import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { signedToken } from './session-cookie.ts';

const NAME = 'greenroom.session_token';
const SECRET = 'a secret of at least thirty-two characters';
const TOKEN = 'cJ3xQ0dMz7tKpY2sVb9LwR4nGh8fAe6u';

const signatureOf = (token: string, secret = SECRET) =>
  createHmac('sha256', secret).update(token).digest('base64');
const valueOf = (token: string, secret = SECRET) =>
  encodeURIComponent(`${token}.${signatureOf(token, secret)}`);
const tokenIn = (header: string) => signedToken(header, NAME, SECRET);

describe('the token of a session cookie', () => {
  it('is read wherever the cookie stands', () => {
    expect(tokenIn(`${NAME}=${valueOf(TOKEN)}`)).toBe(TOKEN);
    expect(tokenIn(`theme=dark; ${NAME}=${valueOf(TOKEN)}; other=1`)).toBe(TOKEN);
    expect(tokenIn(`${NAME}=${TOKEN}.${signatureOf(TOKEN)}`)).toBe(TOKEN);
  });

  it('is believed by the whole signature alone', () => {
    const signature = signatureOf(TOKEN);
    const bytes = Buffer.from(signature, 'base64');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(tokenIn(`${NAME}=${TOKEN}.${changed.toString('base64')}`)).toBeUndefined();
    }
    expect(tokenIn(`${NAME}=${TOKEN.slice(1)}.${signature}`)).toBeUndefined();
    expect(tokenIn(`${NAME}=${TOKEN}x.${signature}`)).toBeUndefined();
    expect(tokenIn(`${NAME}=${valueOf(TOKEN, 'another secret of thirty-two characters')}`)).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['a token without a signature', `${NAME}=${TOKEN}`],
    ['an empty signature', `${NAME}=${TOKEN}.`],
    ['a signature that is cut', `${NAME}=${TOKEN}.${signatureOf(TOKEN).slice(0, 40)}`],
    ['a signature that goes on', `${NAME}=${TOKEN}.${signatureOf(TOKEN)}AAAA`],
    ['an empty token', `${NAME}=.${signatureOf('')}`],
    ['a token of other characters', `${NAME}=${valueOf("' OR true --")}`],
    ['a broken escape', `${NAME}=${TOKEN}.%E0%A4%A`],
    ['quotes around it', `${NAME}="${valueOf(TOKEN)}"`],
    ['a cookie of another name', `x${NAME}=${valueOf(TOKEN)}`],
    ['the name over TLS', `__Secure-${NAME}=${valueOf(TOKEN)}`],
    ['the cookie twice', `${NAME}=${valueOf(TOKEN)}; ${NAME}=${valueOf(TOKEN)}`],
  ])('is not taken from %s', (_, header) => expect(tokenIn(header)).toBeUndefined());
});
