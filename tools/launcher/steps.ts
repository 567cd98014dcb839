const began = performance.now();

/** Seconds since the launcher began, as `12.3`. */
export function elapsed(): string {
  return seconds(performance.now() - began);
}

/** Runs a named part of the start and prints its name with the time it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  console.log(`✔ ${name} (${seconds(performance.now() - from)} s)`);
  return result;
}

/** A duration in milliseconds as seconds with one decimal. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
