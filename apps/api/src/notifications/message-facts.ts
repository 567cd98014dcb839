import { Injectable } from '@nestjs/common';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import { Database } from '../platform/database/database.ts';

/** What happened to an interview, as far as messages tell of it. */
export interface MessageFacts {
  /** Whether money was taken; it may have gone back since. */
  readonly paid: boolean;
  /** What went back, or is on its way. Amount in minor units of the interview's currency. */
  readonly refund: { readonly amountMinor: number; readonly reason: string } | null;
  /** Of a no-show: who did not come. */
  readonly absent: string | null;
  /** Who cancelled: `candidate`, `interviewer`, `admin` or a part of the platform. */
  readonly cancelledBy: string | null;
  readonly rescheduledBy: string | null;
  /** Start that the interview had before it was moved. */
  readonly previousStart: Date | null;
}

/** An interview to which nothing has happened yet. */
export const noFacts: MessageFacts = {
  paid: false,
  refund: null,
  absent: null,
  cancelledBy: null,
  rescheduledBy: null,
  previousStart: null,
};

/** Reads what happened from where it was written down: the payment and its ledger, the history, the outcome. */
@Injectable()
export class MessageFactsRepository {
  constructor(private readonly database: Database) {}

  async find(interview: InterviewRecord): Promise<MessageFacts> {
    const { id: interviewId } = interview;
    const { interviewTransition, scheduleChange } = this.database.client;
    const [money, cancellation, move] = await Promise.all([
      this.moneyOf(interviewId),
      interviewTransition.findFirst({
        where: { interviewId, toStatus: 'cancelled' },
        select: { actor: true },
      }),
      scheduleChange.findFirst({
        where: { interviewId },
        select: { actor: true, previousStart: true },
        orderBy: { version: 'desc' },
      }),
    ]);
    return {
      ...money,
      absent: absenceFrom(interview),
      cancelledBy: cancellation?.actor ?? null,
      rescheduledBy: move?.actor ?? null,
      previousStart: move?.previousStart ?? null,
    };
  }

  private async moneyOf(interviewId: string): Promise<Pick<MessageFacts, 'paid' | 'refund'>> {
    const payment = await this.database.client.payment.findUnique({
      where: { interviewId },
      select: {
        status: true,
        amountMinor: true,
        refundReason: true,
        refundAmountMinor: true,
        ledger: { where: { kind: 'refund' }, select: { amountMinor: true, reason: true } },
      },
    });
    if (payment?.status !== 'settled' && payment?.status !== 'refunded') return { paid: false, refund: null };
    const { refundReason, ledger } = payment;
    const back = ledger.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const isWished = refundReason !== null || payment.status === 'refunded';
    const wished = isWished ? (payment.refundAmountMinor ?? payment.amountMinor) : 0;
    const amountMinor = Math.max(back, wished);
    const reason = refundReason ?? ledger[0]?.reason ?? 'other';
    return { paid: true, refund: amountMinor > 0 ? { amountMinor, reason } : null };
  }
}

/** Who did not come: as it is decided by now, else as it was seen when it happened. */
const absenceFrom = ({ outcome, absent }: InterviewRecord): string | null =>
  outcome?.match(/^no-show-(.+)$/)?.[1] ?? absent;
