/** The value below which `share` (0 to 1) of the samples lie, by the nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length)));
  const value = sorted[rank - 1];
  if (value === undefined) throw new Error('There are no samples');
  return value;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

export const p99 = (samples: readonly number[]): number => percentile(samples, 0.99);
