/** A text message to be handed over. */
export interface TextMessage {
  /** E.164. */
  readonly to: string;
  readonly body: string;
}

/** A text message that the provider did not take. `permanent`: it never will. */
export class SmsRefused extends Error {
  override readonly name = 'SmsRefused';

  constructor(
    message: string,
    readonly permanent: boolean,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** A provider of text messages. Retrying is the caller's: what is tried when stands in the database. */
export abstract class SmsTransport {
  /** Whether this installation has an account with the provider. */
  abstract readonly isConfigured: boolean;

  /**
   * Hands one message over; it is the provider's once this resolves.
   *
   * @param signal ends the attempt.
   * @throws SmsRefused
   */
  abstract send(message: TextMessage, signal: AbortSignal): Promise<void>;
}
