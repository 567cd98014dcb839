/** What the numbers of a row are. */
export type Unit =
  'KB' | 'MB' | 'ms' | 's' | 'ms CPU' | 'statements' | 'answers' | 'rows' | 'a second' | 'jobs';

/** A goal of docs/performance.md, and whether this run met it. */
export type Goal = { readonly text: string; readonly met: boolean };

/** One line of the report: a number of ours beside its yardstick from the same run. */
export type Row = {
  readonly what: string;
  readonly unit: Unit;
  readonly measured: number;
  readonly yardstick?: { readonly name: string; readonly value: number };
  readonly goals: readonly Goal[];
  /** What else was seen: further percentiles, or the samples of each round. */
  readonly details?: Readonly<Record<string, number | readonly number[] | readonly string[]>>;
};

/** An absolute goal, in the unit of the row. */
export function atMost(measured: number, limit: number, unit: Unit): Goal {
  return { text: `≤ ${format(limit)} ${unit}`, met: measured <= limit };
}

export function exactly(measured: number, wanted: number, unit: Unit): Goal {
  return { text: `${format(wanted)} ${unit}`, met: measured === wanted };
}

/** A goal relative to the yardstick. */
export function atMostTimes(measured: number, yardstick: number, limit: number): Goal {
  return { text: `≤ ${format(limit)}x`, met: measured <= limit * yardstick };
}

/** A goal for what is better the more it is. */
export function atLeastTimes(measured: number, yardstick: number, limit: number): Goal {
  return { text: `≥ ${format(limit)}x`, met: measured >= limit * yardstick };
}

/** A number with the digits that mean something. */
export function format(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return String(Math.round(value));
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}
