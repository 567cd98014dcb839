import type { MessageOutcome, MessageReason, WorkflowValues } from '@greenroom/contracts';

/** Why a message is not sent, with the facts that go with it. */
export const because = (reason: MessageReason, values: WorkflowValues = {}): MessageOutcome => ({
  reason,
  values,
});

/** The interview has come to be in a status that the message does not speak of. */
export const becauseItIs = (status: string): MessageOutcome => because('other-status', { status });
