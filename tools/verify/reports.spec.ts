import { describe, expect, it } from '@jest/globals';
import { readJestReport, readPlaywrightReport } from './reports.ts';

describe('the report of Jest', () => {
  it('gives each failed test with its file and its error, and names what was not run', () => {
    const outcome = readJestReport({
      numPassedTests: 3,
      testResults: [
        {
          name: '/checkout/slots.spec.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            { fullName: 'slots are free', status: 'failed', failureMessages: ['Expected: 1'] },
            { fullName: 'slots are in order', status: 'passed', failureMessages: [] },
            { fullName: 'slots are kept on Redis too', status: 'todo', failureMessages: [] },
          ],
        },
        {
          name: '/checkout/broken.spec.ts',
          status: 'failed',
          message: 'no such module',
          assertionResults: [],
        },
      ],
    });
    expect(outcome).toEqual({
      passed: 3,
      failed: 2,
      failures: [
        'slots are free (/checkout/slots.spec.ts)\nExpected: 1',
        '/checkout/broken.spec.ts\nno such module',
      ],
      notRun: ['slots are kept on Redis too'],
    });
  });
});

describe('the report of Playwright', () => {
  const spec = (title: string, status: string, message?: string) => ({
    title,
    ok: status === 'expected',
    tests: [{ status, results: [{ errors: message === undefined ? [] : [{ message }] }] }],
  });

  it('gives each failed test with its file and its error', () => {
    const outcome = readPlaywrightReport({
      errors: [],
      suites: [
        {
          title: 'main-job.spec.ts',
          specs: [spec('a candidate books', 'expected')],
          suites: [{ title: 'later', specs: [spec('they meet', 'unexpected', 'Error: no video\n  at x')] }],
        },
      ],
    });
    expect(outcome).toEqual({
      passed: 1,
      failed: 1,
      failures: ['main-job.spec.ts › later › they meet\nError: no video\n  at x'],
    });
  });

  it('counts what went wrong outside of any test', () => {
    const outcome = readPlaywrightReport({ suites: [], errors: [{ message: 'the stack did not start' }] });
    expect(outcome).toEqual({ passed: 0, failed: 1, failures: ['the stack did not start'] });
  });
});
