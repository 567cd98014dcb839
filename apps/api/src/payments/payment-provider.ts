import type { IncomingHttpHeaders } from 'node:http';

/** What a person is asked to pay for, and where they go afterwards. */
export interface CheckoutRequest {
  readonly paymentId: string;
  readonly interviewId: string;
  /** In minor units of the currency. */
  readonly amountMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly itemName: string;
  readonly customerEmail: string;
  /** BCP 47 language of the payment page. */
  readonly locale: string;
  /** The hold that the payment is for: how long it lasts, and a sentence about it in the payer's language for beside the button. */
  readonly hold: { readonly until: Date; readonly note: string } | null;
  /** UTC; the provider may demand that it is some while ahead. */
  readonly expiresAt: Date;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

/**
 * Where a checkout stands, as the provider itself says: `open`, can be paid; `processing`, handed in, money not there yet;
 * `paid`; `lapsed`, can never be paid any more.
 */
export type CheckoutState = 'open' | 'processing' | 'paid' | 'lapsed';

export interface Checkout {
  /** The provider's id of the checkout. */
  readonly reference: string;
  /** Where to pay; null when it cannot be paid (any more). */
  readonly url: string | null;
  readonly state: CheckoutState;
  readonly amountMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** What we gave it when it was made; null for a checkout that is not ours. */
  readonly paymentId: string | null;
  readonly interviewId: string | null;
  /** The provider's id of the payment, once there is one: what a refund refers to. */
  readonly paymentReference: string | null;
  /** What of the payment went back already, in minor units. */
  readonly refundedMinor: number;
}

/** A movement of money back to the payer. */
export interface ProviderRefund {
  readonly reference: string;
  readonly paymentReference: string;
  readonly amountMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

export interface RefundRequest {
  readonly paymentId: string;
  readonly paymentReference: string;
}

export interface PartialRefundRequest extends RefundRequest {
  /** How much of the payment is to be back in all, in minor units: what went back before counts. */
  readonly amountMinor: number;
}

/** What an event is about. Its content is only a hint: the provider is asked again before money is believed. */
export type ProviderEventSubject =
  | { readonly kind: 'checkout'; readonly checkoutReference: string }
  | { readonly kind: 'refund'; readonly refund: ProviderRefund }
  | { readonly kind: 'failed-refund'; readonly refund: ProviderRefund }
  | { readonly kind: 'other' };

/** An event whose signature was good. */
export interface ProviderEvent {
  /** The provider's id, the same when it is delivered again. */
  readonly id: string;
  readonly type: string;
  readonly subject: ProviderEventSubject;
}

/**
 * A payment service. One file for each in `providers/`. Calls that change something carry an idempotency key: repeated with the same key,
 * they have their effect once.
 *
 * Every method throws AppError `payment-provider-unavailable` when the service does not answer.
 */
export interface PaymentProvider {
  /** Kept with each payment and part of the webhook's address. */
  readonly name: string;

  /** @throws AppError `payment-not-possible` when the service will never make it, for example because the price is too low. */
  createCheckout(request: CheckoutRequest, idempotencyKey: string): Promise<Checkout>;

  /** Undefined when the service knows no such checkout. */
  retrieveCheckout(reference: string): Promise<Checkout | undefined>;

  /** The checkout that a payment was made through; undefined for a payment that was made otherwise. */
  findCheckout(paymentReference: string): Promise<Checkout | undefined>;

  /** Makes an open checkout impossible to pay. Answers where it stands then: it may have been paid a moment before. */
  expireCheckout(reference: string): Promise<Checkout | undefined>;

  /** Gives back whatever of a payment has not been given back. Answers every refund of the payment, older ones too. */
  refundRest(request: RefundRequest, idempotencyKey: string): Promise<readonly ProviderRefund[]>;

  /** Gives back so much of a payment that it is the amount in all. Answers every refund of the payment, older ones too. */
  refundUpTo(request: PartialRefundRequest, idempotencyKey: string): Promise<readonly ProviderRefund[]>;

  /** Every refund of a payment that has not failed. */
  listRefunds(paymentReference: string): Promise<readonly ProviderRefund[]>;

  /**
   * Reads a webhook.
   *
   * @param body the bytes as they arrived.
   * @param now for the age of the signature.
   * @throws AppError `webhook-signature-invalid` unless the signature is genuine and fresh.
   */
  parseWebhook(body: Buffer, headers: IncomingHttpHeaders, now: Date): ProviderEvent;
}
