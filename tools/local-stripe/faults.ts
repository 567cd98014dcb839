import { z } from 'zod';

/**
 * A fault for the REST API, for tests of what happens around a call that goes wrong:
 * `error` answers 500 without executing, `lose-request` cuts the connection before executing, `lose-answer` executes
 * and cuts the connection before answering, `slow` executes after `ms` milliseconds.
 */
export const faultSchema = z.strictObject({
  mode: z.enum(['none', 'error', 'lose-request', 'lose-answer', 'slow']),
  method: z.enum(['GET', 'POST']).optional(),
  path: z.string().default('/v1/'),
  times: z.int().positive().default(1),
  ms: z.int().nonnegative().max(60_000).default(1_000),
});

export type Fault = z.output<typeof faultSchema>;

/** Holds at most one fault and gives it to the calls it is meant for, as many times as it says. */
export class Faults {
  #fault: Fault | null = null;

  set(fault: Fault): void {
    this.#fault = fault.mode === 'none' ? null : fault;
  }

  /** The fault for this call, counted as used. */
  take(method: string, path: string): Fault | null {
    const fault = this.#fault;
    if (fault === null || (fault.method ?? method) !== method || !path.startsWith(fault.path)) return null;
    this.#fault = fault.times > 1 ? { ...fault, times: fault.times - 1 } : null;
    return fault;
  }
}
