import { Resolver } from 'node:dns/promises';
import type { Check, Status } from '../../src/doctor/check.ts';
import type { Examination } from '../../src/doctor/examination.ts';
import { examine } from '../../src/doctor/examine.ts';
import { Clock } from '../../src/platform/clock.ts';

/** Longer than any server on this machine takes, however busy it is. */
const TIMEOUT_MS = 60_000;

/** An examination of nothing, but for what is said. */
const examinationOf = (parts: Partial<Examination>): Examination => ({
  settings: {},
  clock: new Clock(),
  resolver: new Resolver(),
  database: undefined,
  ...parts,
  options: { dkimSelectors: [], dataFolders: [], ...parts.options },
});

/** What a check finds, each with its status. */
export async function findingsOf(
  check: Check,
  parts: Partial<Examination>,
): Promise<readonly (readonly [Status, string])[]> {
  const { checks } = await examine([check], examinationOf(parts), TIMEOUT_MS);
  return checks.flatMap(({ findings }) => findings.map(({ status, seen }) => [status, seen] as const));
}
