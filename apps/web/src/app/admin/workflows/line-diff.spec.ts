import { describe, expect, it } from '@jest/globals';
import { diffLines } from './line-diff';

const shown = (before: string[], after: string[]) =>
  diffLines(before, after).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`);

describe('the difference of lines', () => {
  it('is none between equals', () => {
    expect(shown(['wait', 'mail'], ['wait', 'mail'])).toEqual([' wait', ' mail']);
  });

  it('shows everything of a first version as added', () => {
    expect(shown([], ['wait', 'mail'])).toEqual(['+wait', '+mail']);
  });

  it('keeps what is common around a change', () => {
    expect(shown(['when', 'wait 10', 'mail'], ['when', 'wait 30', 'mail'])).toEqual([
      ' when',
      '-wait 10',
      '+wait 30',
      ' mail',
    ]);
  });

  it('shows a moved line once as removed and once as added', () => {
    expect(shown(['a', 'b', 'c'], ['b', 'c', 'a'])).toEqual(['-a', ' b', ' c', '+a']);
  });
});
