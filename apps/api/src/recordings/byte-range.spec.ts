import { describe, expect, it } from '@jest/globals';
import { byteRangeOf } from './byte-range.ts';

describe('a range of 100 bytes', () => {
  it.each([
    ['bytes=0-9', { first: 0, last: 9 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=90-500', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-500', { first: 0, last: 99 }],
    ['bytes=99-99', { first: 99, last: 99 }],
  ])('%s is a part of it', (header, range) => {
    expect(byteRangeOf(header, 100)).toEqual(range);
  });

  it.each([[undefined], [''], ['bytes=-'], ['bytes=0-1,5-6'], ['lines=0-1'], ['bytes=9-1'], ['bytes=x-']])(
    '%s asks for the whole',
    (header) => {
      expect(byteRangeOf(header, 100)).toBe('whole');
    },
  );

  it.each([['bytes=100-'], ['bytes=100-200'], ['bytes=-0']])('%s lies outside', (header) => {
    expect(byteRangeOf(header, 100)).toBe('unsatisfiable');
  });
});
