import type { InterviewStatus } from '@greenroom/contracts';
import type { InterviewActor, InterviewOrigin } from '@greenroom/domain';
import type { Disturbance } from './disturbances.ts';

/**
 * Everything that the invariants are asked about: rows of the tables, and what SMTP, the payment provider, a customer's server and the callers
 * saw. Instants in ms, UTC: those of plans by the test's clock; of tries, acceptances and disturbances by the machine's own.
 */
export interface Evidence {
  readonly interviews: readonly InterviewEvidence[];
  readonly mails: readonly MailEvidence[];
  readonly receipts: readonly ReceiptEvidence[];
  readonly charges: readonly ChargeEvidence[];
  readonly acknowledged: readonly Acknowledgement[];
  /** Rows that are due once everything is healthy again. */
  readonly due: readonly { readonly kind: string; readonly id: string; readonly overdueMs: number }[];
  /** What kept processes from finishing. */
  readonly disturbances: readonly Disturbance[];
}

export interface InterviewEvidence {
  readonly id: string;
  readonly interviewerId: string;
  readonly status: InterviewStatus;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly roomName: string | null;
  readonly scheduleVersion: number;
  readonly moves: readonly {
    readonly from: InterviewOrigin;
    readonly to: InterviewStatus;
    readonly actor: InterviewActor;
  }[];
  /** Types of its rows in the outbox. */
  readonly events: readonly string[];
  readonly changes: readonly ChangeEvidence[];
  readonly messages: readonly MessageEvidence[];
  readonly calls: readonly CallEvidence[];
  readonly payment: PaymentEvidence | null;
  /** The presence ledger. */
  readonly stays: readonly StayEvidence[];
}

interface StayEvidence {
  readonly occupantId: string;
  readonly joinedAt: number;
}

/** Another time that was chosen. */
interface ChangeEvidence {
  readonly version: number;
  readonly startsAt: number;
  /** By then it was committed, by the machine's clock; Infinity where nobody knows. */
  readonly committedBy: number;
}

/** A process took a row, to hand over what it stands for. Instants by the machine's clock. */
export interface TryEvidence {
  readonly rowId: string;
  /** The process. */
  readonly owner: string;
  readonly claimedAt: number;
  /** Null when it never came to an end, or has not yet. */
  readonly endedAt: number | null;
  /** The row's status afterwards. */
  readonly outcome: string | null;
}

export interface MessageEvidence {
  readonly id: string;
  readonly template: string;
  readonly recipientRole: string;
  readonly status: string;
  readonly scheduleVersion: number;
  /** Whether it speaks of times, so that it is wrong once they have changed. */
  readonly timely: boolean;
  readonly tries: readonly TryEvidence[];
}

/** A call of the customer's server. */
export interface CallEvidence {
  readonly id: string;
  readonly event: string;
  readonly status: string;
  readonly tries: readonly TryEvidence[];
}

/** A call that the customer's server took. */
export interface ReceiptEvidence {
  readonly callId: string;
  /** Whether it said so. */
  readonly isAnswered: boolean;
}

interface PaymentEvidence {
  readonly status: string;
  /** The provider's payment, once it is known. */
  readonly reference: string | null;
  readonly amountMinor: number;
  readonly refundReason: string | null;
  /** How much is to go back where it is not everything. */
  readonly refundAmountMinor: number | null;
  /** Of the ledger. */
  readonly chargedMinor: number;
  readonly refundedMinor: number;
}

/** A mail that the SMTP server accepted; once for each copy. */
export interface MailEvidence {
  /** Id of the message's row, which is the left part of its Message-ID. */
  readonly messageId: string;
  /** By the machine's clock. */
  readonly acceptedAt: number;
}

/** Money as the provider has it. */
export interface ChargeEvidence {
  readonly reference: string;
  readonly interviewId: string;
  readonly amountMinor: number;
  readonly refundedMinor: number;
}

/** What a process answered with success. */
export type Acknowledgement =
  | { readonly kind: 'booked'; readonly interviewId: string }
  | { readonly kind: 'settled'; readonly interviewId: string }
  | {
      readonly kind: 'rescheduled';
      readonly interviewId: string;
      readonly version: number;
      readonly startsAt: number;
    }
  | { readonly kind: 'cancelled'; readonly interviewId: string; readonly refundMinor: number | null }
  | ({ readonly kind: 'present'; readonly interviewId: string } & StayEvidence);
