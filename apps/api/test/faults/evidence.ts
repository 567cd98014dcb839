import type { InterviewStatus } from '@greenroom/contracts';
import type { InterviewActor, InterviewOrigin } from '@greenroom/domain';

/** Everything that the invariants are asked about: rows of the tables, and what SMTP, the payment provider and the callers saw. Instants in ms, UTC. */
export interface Evidence {
  readonly interviews: readonly InterviewEvidence[];
  readonly mails: readonly MailEvidence[];
  readonly charges: readonly ChargeEvidence[];
  readonly acknowledged: readonly Acknowledgement[];
  /** Rows that are due once everything is healthy again. */
  readonly due: readonly { readonly kind: string; readonly id: string; readonly overdueMs: number }[];
  /** How many mails the faults can have made arrive again under their Message-ID: those that were in a dialogue when it was cut off. */
  readonly explainedCopies: number;
  /** For so long a mail can be on its way between its last reading and the server's word, where nobody can call it back. */
  readonly handoverMs: number;
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
  readonly changes: readonly { readonly version: number; readonly at: number }[];
  readonly messages: readonly MessageEvidence[];
  readonly payment: PaymentEvidence | null;
  /** Ids of people in the presence ledger. */
  readonly occupants: readonly string[];
}

export interface MessageEvidence {
  readonly id: string;
  readonly template: string;
  readonly recipientRole: string;
  readonly status: string;
  readonly scheduleVersion: number;
  /** Whether it speaks of times, so that it is wrong once they have changed. */
  readonly timely: boolean;
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
  | { readonly kind: 'rescheduled'; readonly interviewId: string; readonly version: number }
  | { readonly kind: 'cancelled'; readonly interviewId: string; readonly refundMinor: number | null }
  | { readonly kind: 'present'; readonly interviewId: string; readonly occupantId: string };
