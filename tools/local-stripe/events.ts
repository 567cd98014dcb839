import type Stripe from 'stripe';

import { newId } from './ids.ts';
import { API_VERSION } from './objects.ts';
import type { Transaction } from './store.ts';

export type EventType =
  | 'checkout.session.completed'
  | 'checkout.session.expired'
  | 'payment_intent.created'
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'payment_intent.canceled'
  | 'charge.succeeded'
  | 'charge.failed'
  | 'charge.refunded'
  | 'refund.created'
  | 'refund.failed'
  | 'refund.updated';

/** Which request caused a change; null when nobody asked, for instance when a session expires. */
interface EventCause {
  readonly requestId: string;
  readonly idempotencyKey: string | null;
}

/** One change in progress: its writes, its time, its cause. */
export interface Change {
  readonly tx: Transaction;
  /** Unix seconds. */
  readonly now: number;
  readonly cause: EventCause | null;
}

/** Records an event and the task of delivering it, in the same transaction as the change it tells of. */
export function emit(change: Change, type: EventType, object: Stripe.Event.Data.Object): void {
  const event = {
    id: newId('evt_'),
    object: 'event',
    api_version: API_VERSION,
    created: change.now,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: change.cause?.requestId ?? null, idempotency_key: change.cause?.idempotencyKey ?? null },
    type,
  };
  change.tx.put('event', event.id, event as unknown as Stripe.Event);
  scheduleDelivery(change, event.id, type);
}

/** Adds a task that brings an event to the webhook endpoint, now. Events may be delivered more than once. */
export function scheduleDelivery(change: Change, eventId: string, eventType: string): string {
  const id = newId('whd_');
  const dueAt = change.now * 1000;
  change.tx.put('delivery', id, { id, eventId, eventType, state: 'pending', attempts: [], dueAt });
  return id;
}
