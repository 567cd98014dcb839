import { z } from 'zod';
import { type Outcome, failure } from './outcome.ts';

/** The part of Jest's `--json` report that counts. */
const jestReport = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** Counts a Jest report; a file that could not run at all is one failure. */
export function readJestReport(report: unknown): Outcome {
  const { numPassedTests, testResults } = jestReport.parse(report);
  const failures = testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0 && file.status === 'failed') return [`${file.name}\n${file.message}`];
    return failed.map((test) =>
      [`${test.fullName} (${file.name})`, ...(test.failureMessages ?? [])].join('\n'),
    );
  });
  const notRun = testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => !['passed', 'failed'].includes(status))
      .map((test) => test.fullName),
  );
  return { passed: numPassedTests, failed: failures.length, failures, notRun };
}

type PlaywrightSuite = {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[] | undefined;
  readonly specs: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly errors: readonly { readonly message?: string | undefined }[] }[];
    }[];
  }[];
};

const playwrightError = z.object({ message: z.string().optional() });

const playwrightTest = z.object({
  status: z.string(),
  results: z.array(z.object({ errors: z.array(playwrightError) })),
});

const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    title: z.string(),
    suites: z.array(playwrightSuite).optional(),
    specs: z.array(z.object({ title: z.string(), ok: z.boolean(), tests: z.array(playwrightTest) })),
  }),
);

/** The part of Playwright's JSON report that counts. */
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(playwrightError),
});

/** Counts a Playwright report; an error outside of any test, such as in the global setup, is one failure. */
export function readPlaywrightReport(report: unknown): Outcome {
  const { suites, errors } = playwrightReport.parse(report);
  const tests = suites.flatMap((suite) => flatten(suite, []));
  const failures = tests.filter(({ ok }) => !ok).map(({ name, errors: own }) => [name, ...own].join('\n'));
  const setup = errors.map(({ message }) => message ?? 'an error without a message');
  return {
    passed: tests.filter(({ ok, skipped }) => ok && !skipped).length,
    failed: failures.length + setup.length,
    failures: [...failures, ...setup],
  };
}

function flatten(
  suite: PlaywrightSuite,
  above: readonly string[],
): { name: string; ok: boolean; skipped: boolean; errors: string[] }[] {
  const path = [...above, suite.title];
  return [
    ...suite.specs.map(({ title, ok, tests }) => ({
      name: [...path, title].join(' › '),
      ok,
      skipped: tests.every(({ status }) => status === 'skipped'),
      errors: tests.flatMap(({ results }) =>
        results.flatMap(({ errors }) => errors.flatMap(({ message }) => message ?? [])),
      ),
    })),
    ...(suite.suites ?? []).flatMap((inner) => flatten(inner, path)),
  ];
}

/** A runner that ended with an error has failed, even when its report knows of no failed test. */
export function withExitCode(outcome: Outcome, code: number, output: string): Outcome {
  if (code === 0 || outcome.failed > 0) return outcome;
  const unexplained = failure(
    `ended with exit code ${code}:\n${output.trimEnd().split('\n').slice(-30).join('\n')}`,
  );
  return { ...unexplained, passed: outcome.passed };
}
