import { describe, expect, it } from '@jest/globals';
import { readLinkCookie, writeLinkCookie } from './link-cookie.ts';

const secure = 'https://interviews.example.com';
const plain = 'http://localhost:3000';
const value = (letter: string) => letter.repeat(43);

describe('the cookie of link sessions', () => {
  it('is bound to this host and to TLS where there is TLS', () => {
    expect(writeLinkCookie(secure, [value('a')], 60.9)).toBe(
      `__Host-greenroom-interviewer=${value('a')}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure`,
    );
    expect(writeLinkCookie(plain, [value('a')], 60)).toBe(
      `greenroom-interviewer=${value('a')}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax`,
    );
  });

  it('is read back among other cookies, newest first', () => {
    const header = `theme=dark; greenroom-interviewer=${value('b')}.${value('a')}; other=1`;
    expect(readLinkCookie(plain, header)).toEqual([value('b'), value('a')]);
  });

  it('is not taken from plain HTTP’s name where there is TLS', () => {
    expect(readLinkCookie(secure, `greenroom-interviewer=${value('a')}`)).toEqual([]);
  });

  it('keeps ten sessions and drops what is none', () => {
    const many = Array.from('abcdefghijkl', value);
    expect(readLinkCookie(plain, writeLinkCookie(plain, many, 1))).toEqual(many.slice(0, 10));
    expect(readLinkCookie(plain, `greenroom-interviewer=x.${value('a')}.%00`)).toEqual([value('a')]);
    expect(readLinkCookie(plain, undefined)).toEqual([]);
  });
});
