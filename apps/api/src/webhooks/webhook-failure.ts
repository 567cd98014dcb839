import type { WebhookFailureReason } from '@greenroom/contracts';

/** A call that did not get through. */
export class WebhookFailure extends Error {
  override readonly name = 'WebhookFailure';

  constructor(
    readonly reason: WebhookFailureReason,
    /** Of the answer, when there was one. */
    readonly status: number | null = null,
    options: ErrorOptions = {},
  ) {
    super(`The endpoint was not reached: ${reason}`, options);
  }

  /** Trying again of itself changes nothing: a person has to mend the endpoint. */
  get permanent(): boolean {
    return this.reason === 'endpoint-off' || this.reason === 'address-refused';
  }
}
