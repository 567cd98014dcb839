import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import type { Backlog } from '../platform/due-work/backlog.ts';
import type { DueRow, DueWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { checkoutEnd } from './checkout-lifetime.ts';
import { PaymentProviders } from './payment-providers.ts';
import { type PaymentRecord, PaymentsRepository } from './payments.repository.ts';
import { Refunds } from './refunds.service.ts';
import { Settlement } from './settlement.service.ts';

const FIRST_DELAY_MS = 15_000;
const LONGEST_DELAY_MS = 600_000;

/** @returns milliseconds until the next look, after so many looks. */
export const checkDelay = (checks: number): number =>
  Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(checks, 10));

/**
 * The reconciler: asks the provider about payments that nobody told of, so that a webhook that never came and a return page that was never
 * opened lose nothing. Also takes up refunds that were interrupted, and closes checkouts of bookings that were given up.
 */
@Injectable()
export class PaymentCheck implements DueWork, OnModuleInit {
  readonly kind = 'payment-check';
  readonly lane = 'outside';

  constructor(
    private readonly repository: PaymentsRepository,
    private readonly providers: PaymentProviders,
    private readonly settlement: Settlement,
    private readonly refunds: Refunds,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly registry: DueWorkRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
    this.outbox.on('interview.cancelled', 'payment-check', async (tx, { interviewId }) => {
      const dueAt = this.clock.now();
      const ids = await this.repository.hastenCheck(tx, interviewId, dueAt);
      return ids.map((id) => ({ kind: this.kind, id, dueAt }));
    });
  }

  due(now: Date, limit: number): Promise<readonly DueRow[]> {
    return this.repository.dueChecks(now, limit);
  }

  backlog(now: Date): Promise<Backlog> {
    return this.repository.backlogOfChecks(now);
  }

  async run(id: string): Promise<void> {
    const now = this.clock.now();
    const payment = await this.repository.claimCheck(
      id,
      now,
      (checks) => new Date(now.getTime() + checkDelay(checks)),
    );
    if (payment?.status === 'pending') await this.reconcile(payment);
    if (payment?.status === 'settled') await this.refunds.attempt(id);
  }

  private async reconcile(payment: PaymentRecord): Promise<void> {
    const provider = this.providers.of(payment);
    const reference = payment.checkoutReference;
    const { status } = payment.interview;
    if (reference === null) {
      // Nobody was given an address to pay at; while the slot is held they may still ask for it.
      if (status !== 'held') await this.repository.abandon(payment.id);
      return;
    }
    const checkout =
      status === 'cancelled'
        ? await provider.expireCheckout(reference)
        : await provider.retrieveCheckout(reference);
    if (checkout) await this.settlement.takeIntoAccount(provider, checkout);
    // The provider may know it tomorrow, but nobody can pay it then.
    else if (this.clock.now() > checkoutEnd(payment)) await this.settlement.endUnknown(payment);
  }
}
