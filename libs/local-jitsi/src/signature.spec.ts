import { describe, expect, it } from '@jest/globals';
import { isSignatureValid, signBody } from './signature.ts';

const secret = 'shared-secret';
const now = 1_800_000_000;

describe('the signature between server and API', () => {
  it('is accepted for the very body, within five minutes either way', () => {
    const header = signBody('{"a":1}', secret, now);
    expect(isSignatureValid(header, '{"a":1}', secret, now)).toBe(true);
    expect(isSignatureValid(header, '{"a":1}', secret, now + 299)).toBe(true);
    expect(isSignatureValid(header, '{"a":1}', secret, now - 299)).toBe(true);
  });

  it('is refused for another body, another secret, another time', () => {
    const header = signBody('{"a":1}', secret, now);
    expect(isSignatureValid(header, '{"a":2}', secret, now)).toBe(false);
    expect(isSignatureValid(header, '{"a":1}', 'other', now)).toBe(false);
    expect(isSignatureValid(header, '{"a":1}', secret, now + 301)).toBe(false);
    expect(isSignatureValid(header.replace(`t=${now}`, `t=${now + 1}`), '{"a":1}', secret, now)).toBe(false);
  });

  it.each([undefined, '', 't=1', 'v1=00', `t=${now},v1=zz`])('is refused when it reads %p', (header) => {
    expect(isSignatureValid(header, '', secret, now)).toBe(false);
  });
});
