import { describe, expect, it } from '@jest/globals';
import { parseOptions } from './faults.ts';

describe('the options of the fault tests', () => {
  it('are whole numbers, and twenty rounds with the first seed unless said', () => {
    expect(parseOptions([])).toEqual({ rounds: 20, seed: 1 });
    expect(parseOptions(['--rounds', '50', '--seed=7'])).toEqual({ rounds: 50, seed: 7 });
  });

  it.each([
    [['--rounds', 'many'], '--rounds takes a whole number, at least 1, and was given "many"'],
    [['--rounds', '0'], '--rounds takes a whole number, at least 1, and was given "0"'],
    [['--seed', '1.5'], '--seed takes a whole number, at least 0, and was given "1.5"'],
    [['--seed', ''], '--seed takes a whole number, at least 0, and was given ""'],
    [['--round', '3'], "Unknown option '--round'"],
    [['7'], "Unexpected argument '7'"],
  ])('are refused by name: %p', (args, what) => {
    expect(() => parseOptions(args)).toThrow(what);
    expect(() => parseOptions(args)).toThrow('npm run test:faults -- --rounds 50 --seed 7');
  });
});
