import { z } from 'zod';

/**
 * A fault for the SMTP dialogue: `refuse-4xx` and `refuse-5xx` answer RCPT with 451 and 550, `slow` waits `ms`
 * milliseconds before it says 250, `hold` waits until another fault or none is set, `cut-after-data` keeps the message and
 * closes the connection instead of saying 250.
 * For text messages, `sms-busy` answers 429 and `sms-cut` keeps the message and closes the connection instead of answering.
 * With `match`, only for that recipient; with `times`, only so often.
 */
export const mailFaultSchema = z.strictObject({
  mode: z.enum(['none', 'refuse-4xx', 'refuse-5xx', 'slow', 'hold', 'cut-after-data', 'sms-busy', 'sms-cut']),
  match: z.string().min(1).optional(),
  ms: z.int().nonnegative().max(600_000).default(1_000),
  times: z.int().positive().optional(),
});

export type MailFault = z.output<typeof mailFaultSchema>;

/** Holds at most one fault and gives it to the recipients it is meant for. */
export class MailFaults {
  #fault: MailFault | null = null;
  #next = Promise.withResolvers<undefined>();

  get current(): MailFault | null {
    return this.#fault;
  }

  set(fault: MailFault): void {
    this.#fault = fault.mode === 'none' ? null : fault;
    this.#next.resolve(undefined);
    this.#next = Promise.withResolvers<undefined>();
  }

  /** Resolves when another fault, or none, is set. */
  get released(): Promise<undefined> {
    return this.#next.promise;
  }

  /** The fault of one of the `modes` for these recipients, counted as used. */
  take(modes: readonly MailFault['mode'][], recipients: readonly string[]): MailFault | null {
    const fault = this.#fault;
    if (fault === null || !modes.includes(fault.mode)) return null;
    const match = fault.match?.toLowerCase();
    if (match !== undefined && !recipients.some((address) => address.toLowerCase() === match)) return null;
    if (fault.times !== undefined)
      this.#fault = fault.times > 1 ? { ...fault, times: fault.times - 1 } : null;
    return fault;
  }
}
