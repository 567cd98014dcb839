import type { MessageSubject } from '../message-subject.ts';

/** A message that is due now, with everything that was read for it a moment ago. */
export interface DueMessage extends MessageSubject {
  /** Id of the message's row: the same for every try. */
  readonly id: string;
  /** Address in the channel's own terms, as it is now. */
  readonly recipient: string;
}

/** A way to reach people. */
export interface MessageChannel {
  /** As it stands in a message's row. */
  readonly name: string;
  /** Whether this installation can send this way. */
  readonly isConfigured: boolean;
  /**
   * Hands the message over, under an identity that is the same for every try.
   *
   * @param signal aborts when the time for this try is over.
   * @throws DeliveryFailure; any other error counts as one that may pass.
   */
  deliver(message: DueMessage, signal: AbortSignal): Promise<void>;
  /** Readies what the first delivery would have to wait for. */
  warmUp(): Promise<void>;
}

/** The other side did not take the message. `permanent`: it never will, a person has to look. */
export class DeliveryFailure extends Error {
  override readonly name = 'DeliveryFailure';

  constructor(
    message: string,
    readonly permanent: boolean,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
