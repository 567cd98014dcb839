import { z } from 'zod';
import { STATUSES, type Status, worst } from './check.ts';

const statusSchema = z.enum(STATUSES);

/** What `--json` prints. Fields may be added; `version` counts up when one changes its meaning or goes. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  /** UTC. */
  examinedAt: z.iso.datetime(),
  status: statusSchema,
  checks: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      status: statusSchema,
      findings: z.array(
        z.strictObject({ status: statusSchema, seen: z.string(), advice: z.string().optional() }),
      ),
    }),
  ),
});

export type Report = z.infer<typeof reportSchema>;
export type CheckReport = Report['checks'][number];

const MARKS = { ok: '✔', warning: '!', problem: '✖', 'not-applicable': '–' } satisfies Record<Status, string>;

export function makeReport(examinedAt: Date, checks: readonly CheckReport[]): Report {
  const status = worst(checks.map((check) => check.status));
  return { version: 1, examinedAt: examinedAt.toISOString(), status, checks: [...checks] };
}

/** The exit code: 1 when something is broken. */
export const exitCodeOf = ({ status }: Report): 0 | 1 => (status === 'problem' ? 1 : 0);

/** The report as a person reads it. */
export function describeReport(report: Report): string {
  const parts = report.checks.map(({ title, status, findings }) =>
    [`${MARKS[status]} ${title}`, ...findings.flatMap(describeFinding)].join('\n'),
  );
  return `${parts.join('\n')}\n\n${summary(report)}\n`;
}

function describeFinding({ status, seen, advice }: CheckReport['findings'][number]): string[] {
  return [`    ${MARKS[status]} ${seen}`, ...(advice === undefined ? [] : [`      → ${advice}`])];
}

function summary({ checks }: Report): string {
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  return [
    `${count('ok')} in order`,
    `${warnings} with a warning`,
    `${problems} broken`,
    `${count('not-applicable')} not applicable`,
  ].join(', ');
}
