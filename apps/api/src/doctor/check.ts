import type { Examination } from './examination.ts';

/** What a look at something can end with, the least grave first. */
export const STATUSES = ['not-applicable', 'ok', 'warning', 'problem'] as const;

export type Status = (typeof STATUSES)[number];

/** One thing that was seen. */
export interface Finding {
  readonly status: Status;
  /** What was seen, as a sentence. */
  readonly seen: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** Something about an installation that can be looked at. A check changes nothing. */
export interface Check {
  /** Stable: scripts read it. */
  readonly name: string;
  readonly title: string;
  /** @param signal ends the look: whoever waits for a server has to heed it. */
  run(examination: Examination, signal: AbortSignal): Promise<readonly Finding[]>;
}

export const ok = (seen: string): Finding => ({ status: 'ok', seen });
export const notApplicable = (seen: string, advice?: string): Finding => ({
  status: 'not-applicable',
  seen,
  ...(advice !== undefined && { advice }),
});
export const warning = (seen: string, advice: string): Finding => ({ status: 'warning', seen, advice });
export const problem = (seen: string, advice: string): Finding => ({ status: 'problem', seen, advice });

/** The gravest of several; nothing was applicable where there are none. */
export function worst(statuses: readonly Status[]): Status {
  return STATUSES.findLast((status) => statuses.includes(status)) ?? 'not-applicable';
}

/** What went wrong, in one line. The failures of several addresses that were tried say it together. */
export function reasonOf(failure: unknown): string {
  const { message = 'unknown', errors, cause: deeper } = failure as Partial<AggregateError>;
  if (message === '' && errors) return errors.map(reasonOf).join('; ');
  const cause = deeper === undefined ? '' : ` (${reasonOf(deeper)})`;
  return `${message.replaceAll(/\s+/g, ' ').trim()}${cause}`;
}
