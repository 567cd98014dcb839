import { describe, expect, it } from '@jest/globals';
import { BadUsage, parseArguments } from './arguments.ts';

const known = ['dns', 'disk'];

describe('how the doctor is called', () => {
  it('takes every check and fifteen seconds unless said', () => {
    expect(parseArguments([], known)).toMatchObject({
      json: false,
      bundle: undefined,
      only: undefined,
      timeoutMs: 15_000,
      dkimSelectors: [],
      dataFolders: [],
    });
  });

  it('takes what may be said more than once', () => {
    const args = [
      '--only',
      'dns, disk',
      '--data',
      '/a',
      '--data',
      '/b',
      '--dkim-selector',
      'k1',
      '--timeout',
      '3',
    ];
    expect(parseArguments(args, known)).toMatchObject({
      only: ['dns', 'disk'],
      dataFolders: ['/a', '/b'],
      dkimSelectors: ['k1'],
      timeoutMs: 3_000,
    });
  });

  it.each([
    [['--frob'], "Unknown option '--frob'"],
    [['somewhere'], "Unexpected argument 'somewhere'"],
    [['--bundle'], "Option '--bundle <value>' argument missing"],
    [['--only', 'dns,luck'], 'There is no check luck. The checks are: dns, disk.'],
    [['--timeout', '0'], '--timeout takes whole seconds from 1 to 999, and was given "0"'],
    [['--timeout', 'soon'], 'was given "soon"'],
    [['--worker', '127.0.0.1'], '--worker takes an address'],
    [['--bridge', 'https://bridge'], '--bridge takes a host'],
  ])('is refused with the reason: %p', (args, reason) => {
    expect(() => parseArguments(args, known)).toThrow(BadUsage);
    expect(() => parseArguments(args, known)).toThrow(reason);
  });
});
