/**
 * Something that has to happen at a time that stands in the database. The database is the truth; the queue only wakes workers up. Losing
 * every queue loses nothing, because each worker also looks for due rows by itself.
 */
export interface DueWork {
  /** Unique over the whole application; part of the job's id. */
  readonly kind: string;
  /** Ids of rows that are due, longest overdue first. */
  due(now: Date, limit: number): Promise<readonly string[]>;
  /**
   * Does the work of one row. Called at least once, possibly by several workers at once: it claims its row, and finds out for itself
   * whether there is still something to do.
   */
  run(id: string): Promise<void>;
}

/** Name of the one queue of wake-ups. */
export const DUE_WORK_QUEUE = 'due-work';

export interface WakeUp {
  readonly kind: string;
  readonly id: string;
}

/** One job for a row, however often it is announced (a job id must not contain a colon). */
export const wakeUpJobId = ({ kind, id }: WakeUp): string => `${kind}.${id}`;
