import { Injectable } from '@nestjs/common';
import type { RefundRule } from '@greenroom/contracts';
import { type RefundCause, refundFor } from '@greenroom/domain';
import * as z from 'zod/mini';
import { outcomeOf, policyOf, statusOf } from '../interviews/interview-view.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import type { Transaction } from '../platform/database/database.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { Refunds } from './refunds.service.ts';

/** What the policy says goes back of a payment, and whether it was asked for. */
export type PolicyRefundRequest =
  | { readonly kind: 'requested'; readonly amountMinor: number; readonly rule: RefundRule }
  | { readonly kind: 'none'; readonly amountMinor: 0; readonly rule: RefundRule | null };

/** Everybody else who cancels has their own rule about the money, or none. */
const changingActorSchema = z.enum(['candidate', 'interviewer', 'admin']);

/** Money follows what became of an interview, by the policy that was agreed. */
@Injectable()
export class PolicyRefunds {
  constructor(
    private readonly interviews: InterviewsRepository,
    private readonly repository: PaymentsRepository,
    private readonly refunds: Refunds,
  ) {}

  /**
   * Asks, in the caller's transaction, for the refund that an interview's policy says. Asking again changes nothing; when an administrator has
   * decided otherwise meanwhile, what is missing is asked for, and what went back already stays with the candidate. The refund is a row that is
   * due; it is carried out after the commit.
   */
  async requestByPolicy(tx: Transaction, interviewId: string): Promise<PolicyRefundRequest> {
    const interview = await this.interviews.find(interviewId, tx);
    const cause = interview && (await this.causeOf(tx, interview));
    if (!interview || !cause) return { kind: 'none', amountMinor: 0, rule: null };
    const payment = await this.repository.lockOfInterview(tx, interviewId);
    const { amountMinor, rule } = refundFor({
      policy: policyOf(interview),
      priceMinor: payment?.amountMinor ?? 0,
      startsAt: interview.scheduledAt,
      cause,
    });
    if (payment?.status !== 'settled' || amountMinor === 0) return { kind: 'none', amountMinor: 0, rule };
    const asked = payment.refundReason === null ? 0 : (payment.refundAmountMinor ?? payment.amountMinor);
    if (asked < amountMinor) {
      const isPart = amountMinor < payment.amountMinor;
      await this.refunds.request(tx, payment.id, rule, isPart ? amountMinor : undefined);
    }
    return { kind: 'requested', amountMinor: Math.max(asked, amountMinor), rule };
  }

  private async causeOf(tx: Transaction, interview: InterviewRecord): Promise<RefundCause | null> {
    if (statusOf(interview) === 'cancelled') {
      const mover = await this.interviews.findMover(tx, interview.id, 'cancelled');
      const by = changingActorSchema.safeParse(mover?.actor);
      return mover && by.success ? { kind: 'cancelled', by: by.data, at: mover.at } : null;
    }
    const verdict = outcomeOf(interview);
    return verdict === null ? null : { kind: 'session', verdict };
  }
}
