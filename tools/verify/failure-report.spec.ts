import { describe, expect, it } from '@jest/globals';
import { reportFailures } from './failure-report.ts';

const ENOUGH_OF_THE_END = 38;

const failureOf = (test: string) =>
  [
    `✖ unit libs/domain: slots › ${test} (/checkout/libs/domain/src/slots.spec.ts)`,
    'Error: \u001b[2mexpect(\u001b[22mreceived).toBe(expected)',
    '',
    'Expected: 1',
    'Received: 2',
    ...Array.from({ length: 60 }, (_, at) => `    at frame ${at} (slots.spec.ts:${at}:1)`),
  ].join('\n');

const end = (failures: readonly string[]) => reportFailures(failures).split('\n').slice(-ENOUGH_OF_THE_END);

describe('the end of the report of what failed', () => {
  it('names the test and its file, and the first lines of the error', () => {
    const text = end([failureOf('are free')]).join('\n');
    expect(text).toContain('slots › are free (/checkout/libs/domain/src/slots.spec.ts)');
    expect(text).toContain('expect(received).toBe(expected)\n    Expected: 1\n    Received: 2');
  });

  it.each([2, 5, 17, 34])('names all of %i failures', (count) => {
    const tests = Array.from({ length: count }, (_, at) => `test-${at}!`);
    const text = end(tests.map(failureOf)).join('\n');
    for (const test of tests) expect(text).toContain(test);
  });

  it('says how many more there are when not all have room', () => {
    const lines = end(Array.from({ length: 100 }, (_, at) => failureOf(`test-${at}!`)));
    expect(lines.join('\n')).toContain('test-0!');
    expect(lines.at(-1)).toBe('… and 67 more');
  });
});

describe('the report of what failed', () => {
  it('shows the explanation of each failure, as far as it is of use', () => {
    const text = reportFailures([failureOf('are free')]);
    expect(text).toContain('at frame 30');
    expect(text).not.toContain('at frame 50');
    expect(text).toContain('… 25 more lines');
  });
});
