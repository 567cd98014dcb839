import { Injectable } from '@nestjs/common';
import { idSchema, type LedgerEntry } from '@greenroom/contracts';
import { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { type Backlog, countBacklog } from '../platform/due-work/backlog.ts';
import type { DueRow } from '../platform/due-work/due-work.ts';
import type { Checkout, ProviderRefund } from './payment-provider.ts';

export type PaymentRecord = Prisma.PaymentGetPayload<{
  include: { interview: { select: { status: true } } };
}>;

type LedgerKind = LedgerEntry['kind'];

const withInterview = { interview: { select: { status: true } } } as const satisfies Prisma.PaymentInclude;

@Injectable()
export class PaymentsRepository {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<PaymentRecord | null> {
    return this.database.client.payment.findUnique({ where: { id }, include: withInterview });
  }

  findOfInterview(interviewId: string): Promise<PaymentRecord | null> {
    return this.database.client.payment.findUnique({ where: { interviewId }, include: withInterview });
  }

  /** Begins the payment of an interview, unless there is one already. */
  async begin(
    payment: Pick<PaymentRecord, 'interviewId' | 'provider' | 'amountMinor' | 'currency'> & {
      nextCheckAt: Date;
      createdAt: Date;
    },
  ): Promise<void> {
    await this.database.client.payment.createMany({
      data: { ...payment, status: 'pending' },
      skipDuplicates: true,
    });
  }

  /** Locks the payment of an interview until the transaction ends. */
  async lockOfInterview(tx: Transaction, interviewId: string): Promise<PaymentRecord | null> {
    const known = await tx.payment.findUnique({ where: { interviewId }, select: { id: true } });
    return known && this.lock(tx, known.id);
  }

  /** Returns false when the payment has ended meanwhile: nobody may be sent to that checkout any more. */
  async keepCheckout(id: string, { reference, url }: Checkout): Promise<boolean> {
    const { count } = await this.database.client.payment.updateMany({
      where: {
        id,
        status: 'pending',
        OR: [{ checkoutReference: null }, { checkoutReference: reference }],
      },
      data: { checkoutReference: reference, checkoutUrl: url },
    });
    return count === 1;
  }

  async lock(tx: Transaction, id: string): Promise<PaymentRecord | null> {
    await tx.$executeRaw`SELECT 1 FROM payment WHERE id = ${id}::uuid FOR UPDATE`;
    return tx.payment.findUnique({ where: { id }, include: withInterview });
  }

  /**
   * Locks the payment that a checkout belongs to. A checkout whose making was interrupted before its reference was kept is recognised by the
   * payment's id that it carries.
   */
  async lockByCheckout(
    tx: Transaction,
    provider: string,
    { reference, paymentId }: Checkout,
  ): Promise<PaymentRecord | null> {
    const known = await tx.payment.findFirst({
      where: { provider, checkoutReference: reference },
      select: { id: true },
    });
    if (known) return this.lock(tx, known.id);
    // Another product on the same account may have a `paymentId` of its own kind.
    const id = idSchema.safeParse(paymentId);
    if (!id.success) return null;
    const { count } = await tx.payment.updateMany({
      where: { id: id.data, provider, checkoutReference: null },
      data: { checkoutReference: reference },
    });
    return count === 1 ? this.lock(tx, id.data) : null;
  }

  findByPaymentReference(
    provider: string,
    providerReference: string,
    tx: Transaction = this.database.client,
  ): Promise<{ id: string } | null> {
    return tx.payment.findFirst({ where: { provider, providerReference }, select: { id: true } });
  }

  async lockByPaymentReference(
    tx: Transaction,
    provider: string,
    providerReference: string,
  ): Promise<PaymentRecord | null> {
    const known = await this.findByPaymentReference(provider, providerReference, tx);
    return known && this.lock(tx, known.id);
  }

  async update(tx: Transaction, id: string, changes: Prisma.PaymentUncheckedUpdateInput): Promise<void> {
    await tx.payment.update({ where: { id }, data: changes });
  }

  /** Writes a movement of money down once. Returns whether it was new. */
  async addToLedger(
    tx: Transaction,
    entry: Omit<Prisma.PaymentLedgerEntryCreateManyInput, 'id' | 'kind'> & { kind: LedgerKind },
  ): Promise<boolean> {
    const { count } = await tx.paymentLedgerEntry.createMany({ data: entry, skipDuplicates: true });
    return count === 1;
  }

  /** What we have of a payment, in minor units: taken and not given back. */
  async balance(tx: Transaction, paymentId: string): Promise<number> {
    const sums = await tx.paymentLedgerEntry.groupBy({
      by: ['kind'],
      where: { paymentId },
      _sum: { amountMinor: true },
    });
    const sumOf = (wanted: LedgerKind) => sums.find(({ kind }) => kind === wanted)?._sum.amountMinor ?? 0;
    return sumOf('charge') - sumOf('refund') + sumOf('refund-failed');
  }

  /** How often money of a payment did not reach its payer. */
  countFailedRefunds(paymentId: string, tx: Transaction = this.database.client): Promise<number> {
    return tx.paymentLedgerEntry.count({
      where: { paymentId, kind: 'refund-failed' satisfies LedgerKind },
    });
  }

  async addRefund(
    tx: Transaction,
    paymentId: string,
    kind: 'refund' | 'refund-failed',
    { reference: providerReference, amountMinor, currency }: ProviderRefund,
    { reason, at }: { reason: string; at: Date },
  ): Promise<boolean> {
    const entry = { paymentId, kind, amountMinor, currency, reason, providerReference, at };
    const added = await this.addToLedger(tx, entry);
    if (added) {
      const increment = kind === 'refund' ? amountMinor : -amountMinor;
      await this.update(tx, paymentId, { refundedMinor: { increment } });
    }
    return added;
  }

  /** Payments that wait for a look at their provider, longest overdue first. */
  async dueChecks(now: Date, limit: number): Promise<DueRow[]> {
    const rows = await this.database.client.payment.findMany({
      where: { nextCheckAt: { lte: now } },
      select: { id: true, nextCheckAt: true },
      orderBy: { nextCheckAt: 'asc' },
      take: limit,
    });
    return rows.map(({ id, nextCheckAt }) => ({ id, dueAt: nextCheckAt ?? now }));
  }

  backlogOfChecks(now: Date): Promise<Backlog> {
    return countBacklog(this.database, now, {
      dueAt: Prisma.sql`next_check_at`,
      waiting: Prisma.sql`payment WHERE next_check_at IS NOT NULL`,
    });
  }

  /**
   * Takes a due check for one worker: its time is moved on before the check, so that a check that dies comes again.
   *
   * @returns the payment, or null when another worker has it or nothing is due any more.
   */
  async claimCheck(id: string, now: Date, next: (checks: number) => Date): Promise<PaymentRecord | null> {
    const payment = await this.find(id);
    if (!payment?.nextCheckAt || payment.nextCheckAt > now) return null;
    const { count } = await this.database.client.payment.updateMany({
      where: { id, checks: payment.checks, nextCheckAt: payment.nextCheckAt },
      data: { checks: { increment: 1 }, nextCheckAt: next(payment.checks) },
    });
    return count === 1 ? payment : null;
  }

  /** Ends a payment that never got a checkout. */
  async abandon(id: string): Promise<void> {
    await this.database.client.payment.updateMany({
      where: { id, status: 'pending', checkoutReference: null },
      data: { status: 'failed', nextCheckAt: null },
    });
  }

  /** Makes the check of an interview's unpaid payment due. Returns the ids of the payments that were not. */
  async hastenCheck(tx: Transaction, interviewId: string, now: Date): Promise<string[]> {
    const hastened = await tx.payment.updateManyAndReturn({
      where: { interviewId, status: 'pending', nextCheckAt: { gt: now } },
      data: { nextCheckAt: now },
      select: { id: true },
    });
    return hastened.map(({ id }) => id);
  }
}
