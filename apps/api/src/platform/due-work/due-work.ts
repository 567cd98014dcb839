import type { Backlog } from './backlog.ts';
import type { Lane } from './lanes.ts';

/**
 * Something that has to happen at a time that stands in the database. The database is the truth; the queue only wakes workers up. Losing
 * every queue loses nothing, because each worker also looks for due rows by itself.
 */
export interface DueWork {
  /** Unique over the whole application; part of the job's id. */
  readonly kind: string;
  /** What it shares its places in a worker with; `prompt` when it needs nothing but the database. */
  readonly lane: Lane;
  /** Rows that are due, longest overdue first; also those that are due before the next look, where a second matters. */
  due(now: Date, limit: number): Promise<readonly DueRow[]>;
  /** How much there is to do and how late it is, by one statement on the index that `due` reads. */
  backlog(now: Date): Promise<Backlog>;
  /**
   * Does the work of one row. Called at least once, possibly by several workers at once: it claims its row, and finds out for itself
   * whether there is still something to do.
   */
  run(id: string): Promise<void>;
}

export interface DueRow {
  readonly id: string;
  /** UTC. A row that is due for a while already is not left to a wake-up any more. */
  readonly dueAt: Date;
}

export interface WakeUp {
  readonly kind: string;
  readonly id: string;
}

/** A row that was written just now, due now or later. */
export interface PlannedWork extends WakeUp {
  /** UTC. */
  readonly dueAt: Date;
}

/** One job for a row, however often it is announced (a job id must not contain a colon). */
export const wakeUpJobId = ({ kind, id }: WakeUp): string => `${kind}.${id}`;
