import { type Check, type Finding, problem, reasonOf, worst } from './check.ts';
import type { Examination } from './examination.ts';
import { type CheckReport, makeReport, type Report } from './report.ts';
import { secretsOf, withoutSecrets } from './secrets.ts';

/** Runs all checks at once, each for so many milliseconds at most. One that fails or hangs is a finding, and keeps no other from its own. */
export async function examine(
  checks: readonly Check[],
  examination: Examination,
  timeoutMs: number,
): Promise<Report> {
  const examinedAt = examination.clock.now();
  const secrets = secretsOf(examination.settings);
  const reports = await Promise.all(
    checks.map(async (check): Promise<CheckReport> => {
      const findings = (await findingsOf(check, examination, timeoutMs)).map((finding) => ({
        ...finding,
        seen: withoutSecrets(finding.seen, secrets),
        ...(finding.advice !== undefined && { advice: withoutSecrets(finding.advice, secrets) }),
      }));
      const status = worst(findings.map((finding) => finding.status));
      return { name: check.name, title: check.title, status, findings };
    }),
  );
  return makeReport(examinedAt, reports);
}

async function findingsOf(
  check: Check,
  examination: Examination,
  timeoutMs: number,
): Promise<readonly Finding[]> {
  const over = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const reason = new Error(`There was no answer within ${timeoutMs / 1000} s.`);
    over.abort(reason);
    reject(reason);
  }, timeoutMs);
  try {
    return await Promise.race([check.run(examination, over.signal), late]);
  } catch (failure) {
    const reason = reasonOf(over.signal.aborted ? over.signal.reason : failure);
    return [problem(reason, 'Look whether what it asks is reached from here; --timeout gives it more time.')];
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}
