import type Stripe from 'stripe';

/** A checkout session together with the parameters that Stripe keeps but does not show on it. */
export interface CheckoutRecord {
  readonly session: Stripe.Checkout.Session;
  readonly lineItems: readonly Stripe.LineItem[];
  readonly intentDefaults: {
    readonly metadata: Record<string, string>;
    readonly description: string | null;
    readonly receipt_email: string | null;
  };
}

/** The first answer given under an idempotency key. */
export interface IdempotencyRecord {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** SHA-256 of the parameters, hex. */
  readonly fingerprint: string;
  readonly requestId: string;
  readonly statusCode: number;
  readonly body: unknown;
  /** Unix seconds. */
  readonly created: number;
}

export interface DeliveryAttempt {
  /** Unix milliseconds. */
  readonly at: number;
  /** HTTP status of the answer, or null when there was none. */
  readonly status: number | null;
  readonly error: string | null;
}

/** The task of bringing one event to the webhook endpoint. */
export interface DeliveryRecord {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly state: 'pending' | 'delivered';
  readonly attempts: readonly DeliveryAttempt[];
  /** Unix milliseconds of the next attempt; meaningless unless pending. */
  readonly dueAt: number;
}

/** Everything this server remembers, by kind. */
export interface Records {
  checkout: CheckoutRecord;
  paymentIntent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  event: Stripe.Event;
  idempotency: IdempotencyRecord;
  delivery: DeliveryRecord;
}

export type RecordKind = keyof Records;

export const RECORD_KINDS = [
  'checkout',
  'paymentIntent',
  'charge',
  'refund',
  'event',
  'idempotency',
  'delivery',
] as const satisfies readonly RecordKind[];
