/** What one part of the verification came to. */
export type Outcome = {
  readonly passed: number;
  readonly failed: number;
  /** What failed, for people: names of tests, or the end of a tool's output. */
  readonly failures: readonly string[];
  /** Names of tests that this machine has no means for. */
  readonly notRun?: readonly string[];
};

export const PASSED: Outcome = { passed: 1, failed: 0, failures: [] };

/** One failure with its explanation. */
export function failure(explanation: string): Outcome {
  return { passed: 0, failed: 1, failures: [explanation] };
}

/** What this machine has no means for, named for people. */
export function notRun(name: string): Outcome {
  return { passed: 0, failed: 0, failures: [], notRun: [name] };
}

export function sum(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failed: outcomes.reduce((total, { failed }) => total + failed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
    notRun: outcomes.flatMap(({ notRun = [] }) => notRun),
  };
}
