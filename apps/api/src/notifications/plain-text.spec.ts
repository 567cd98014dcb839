import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainText } from './plain-text.ts';

describe('what people typed, as one line', () => {
  it.each([
    ['Casey\r\nBcc: victim@example.com', 'Casey Bcc: victim@example.com'],
    ['  Zoë   van der Berg ', 'Zoë van der Berg'],
    ['a\u2028b\u2029c', 'a b c'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['a\u0000b\u007Fc', 'a b c'],
    ['\uD800', ''],
    ['李小龍 🎸', '李小龍 🎸'],
  ])('%j becomes %j', (typed, line) => {
    expect(plainText(typed)).toBe(line);
  });

  it('is always one line of at most a hundred letters, and stays what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const line = plainText(typed);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(Array.from(line).length).toBeLessThanOrEqual(100);
        expect(plainText(line)).toBe(line.trim());
      }),
    );
  });
});
