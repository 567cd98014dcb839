import type { IncomingHttpHeaders } from 'node:http';
import Stripe from 'stripe';
import type { Environment } from '../../env.ts';
import { AppError } from '../../platform/http/app-error.ts';
import type {
  Checkout,
  CheckoutRequest,
  CheckoutState,
  PartialRefundRequest,
  PaymentProvider,
  ProviderEvent,
  ProviderEventSubject,
  ProviderRefund,
  RefundRequest,
} from '../payment-provider.ts';

const ANSWER_TIMEOUT_MS = 10_000;
const RETRIES = 2;
/** Where a session names its payment, https://docs.stripe.com/expand. */
const PAYMENT = 'payment_intent';
/** Older signatures are refused, https://docs.stripe.com/webhooks#replay-attacks. */
const SIGNATURE_TOLERANCE_SECONDS = 300;

/** Payments by Stripe Checkout, https://docs.stripe.com/api/checkout/sessions. Also speaks to the local Stripe: only host and keys differ. */
export class StripeProvider implements PaymentProvider {
  readonly name = 'stripe';
  private readonly stripe: Stripe;
  private readonly webhookSecret: string;

  constructor(
    environment: Pick<Environment, 'STRIPE_SECRET_KEY' | 'STRIPE_WEBHOOK_SECRET' | 'STRIPE_API_URL'>,
  ) {
    this.webhookSecret = environment.STRIPE_WEBHOOK_SECRET;
    this.stripe = new Stripe(environment.STRIPE_SECRET_KEY, {
      ...(environment.STRIPE_API_URL && addressOf(environment.STRIPE_API_URL)),
      timeout: ANSWER_TIMEOUT_MS,
      maxNetworkRetries: RETRIES,
      telemetry: false,
    });
  }

  async createCheckout(request: CheckoutRequest, idempotencyKey: string): Promise<Checkout> {
    const metadata = { paymentId: request.paymentId, interviewId: request.interviewId };
    try {
      const session = await this.stripe.checkout.sessions.create(
        {
          mode: 'payment',
          // Money that arrives days later cannot hold a slot.
          allowed_payment_method_types: ['card'],
          client_reference_id: request.interviewId,
          customer_email: request.customerEmail,
          locale: request.locale,
          // Stripe's page has no countdown (the text may be 1,200 characters long); the local one counts down to the instant.
          ...(request.hold && { custom_text: { submit: { message: request.hold.note } } }),
          metadata: { ...metadata, ...(request.hold && { heldUntil: request.hold.until.toISOString() }) },
          payment_intent_data: { metadata },
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: request.currency.toLowerCase(),
                unit_amount: request.amountMinor,
                product_data: { name: request.itemName },
              },
            },
          ],
          expires_at: Math.floor(request.expiresAt.getTime() / 1000),
          success_url: request.successUrl,
          cancel_url: request.cancelUrl,
        },
        { idempotencyKey },
      );
      return toCheckout(session);
    } catch (failure) {
      throw failure instanceof Stripe.errors.StripeInvalidRequestError
        ? notPossible(failure)
        : unavailable(failure);
    }
  }

  async retrieveCheckout(reference: string): Promise<Checkout | undefined> {
    try {
      const options = { expand: [`${PAYMENT}.latest_charge`] };
      return toCheckout(await this.stripe.checkout.sessions.retrieve(reference, options));
    } catch (failure) {
      if (isMissing(failure)) return undefined;
      throw unavailable(failure);
    }
  }

  async findCheckout(paymentReference: string): Promise<Checkout | undefined> {
    const sessions = await answered(
      this.stripe.checkout.sessions.list({
        payment_intent: paymentReference,
        limit: 1,
        expand: [`data.${PAYMENT}.latest_charge`],
      }),
    );
    const [session] = sessions.data;
    return session && toCheckout(session);
  }

  async expireCheckout(reference: string): Promise<Checkout | undefined> {
    try {
      return toCheckout(await this.stripe.checkout.sessions.expire(reference));
    } catch (failure) {
      // Only an open session can be expired; it has been paid or has lapsed meanwhile.
      if (failure instanceof Stripe.errors.StripeInvalidRequestError) return this.retrieveCheckout(reference);
      throw unavailable(failure);
    }
  }

  async refundRest(
    { paymentId, paymentReference }: RefundRequest,
    idempotencyKey: string,
  ): Promise<readonly ProviderRefund[]> {
    try {
      await this.stripe.refunds.create(
        { payment_intent: paymentReference, metadata: { paymentId } },
        { idempotencyKey },
      );
    } catch (failure) {
      // Somebody gave it back by hand; the list below says what there was.
      const already =
        failure instanceof Stripe.errors.StripeInvalidRequestError &&
        failure.code === 'charge_already_refunded';
      if (!already) throw unavailable(failure);
    }
    return this.listRefunds(paymentReference);
  }

  async refundUpTo(
    { paymentId, paymentReference, amountMinor }: PartialRefundRequest,
    idempotencyKey: string,
  ): Promise<readonly ProviderRefund[]> {
    const before = await this.listRefunds(paymentReference);
    const back = before.reduce((sum, refund) => sum + refund.amountMinor, 0);
    if (back >= amountMinor) return before;
    await answered(
      this.stripe.refunds.create(
        { payment_intent: paymentReference, amount: amountMinor - back, metadata: { paymentId } },
        // What went back before is part of the key: two who ask at the same time ask for the same.
        { idempotencyKey: `${idempotencyKey}:${back}` },
      ),
    );
    return this.listRefunds(paymentReference);
  }

  async listRefunds(paymentReference: string): Promise<readonly ProviderRefund[]> {
    const refunds = await answered(
      this.stripe.refunds.list({ payment_intent: paymentReference, limit: 100 }),
    );
    return refunds.data.filter(isUnderWay).map(toRefund);
  }

  parseWebhook(body: Buffer, headers: IncomingHttpHeaders, now: Date): ProviderEvent {
    const signature = headers['stripe-signature'];
    if (typeof signature !== 'string')
      throw new AppError('webhook-signature-invalid', 'The signature is missing.');
    let event: Stripe.Event;
    try {
      event = this.stripe.webhooks.constructEvent(
        body,
        signature,
        this.webhookSecret,
        SIGNATURE_TOLERANCE_SECONDS,
        undefined,
        now.getTime(),
      );
    } catch (failure) {
      throw new AppError('webhook-signature-invalid', 'The signature is not genuine or too old.', {
        cause: failure,
      });
    }
    return { id: event.id, type: event.type, subject: subjectOf(event) };
  }
}

function addressOf(url: string): { host: string; port: string; protocol: 'http' | 'https' } {
  const { hostname, port, protocol } = new URL(url);
  const secure = protocol === 'https:';
  return { host: hostname, port: port || (secure ? '443' : '80'), protocol: secure ? 'https' : 'http' };
}

function subjectOf(event: Stripe.Event): ProviderEventSubject {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.expired':
      return { kind: 'checkout', checkoutReference: event.data.object.id };
    case 'refund.created':
    case 'refund.updated':
      return {
        kind: isUnderWay(event.data.object) ? 'refund' : 'failed-refund',
        refund: toRefund(event.data.object),
      };
    case 'refund.failed':
      return { kind: 'failed-refund', refund: toRefund(event.data.object) };
    default:
      return { kind: 'other' };
  }
}

function toCheckout(session: Stripe.Checkout.Session): Checkout {
  return {
    reference: session.id,
    url: session.url,
    state: stateOf(session),
    amountMinor: session.amount_total ?? 0,
    currency: (session.currency ?? '').toUpperCase(),
    paymentId: session.metadata?.paymentId ?? null,
    interviewId: session.client_reference_id,
    paymentReference: idOf(session.payment_intent),
    refundedMinor: refundedOf(session.payment_intent),
  };
}

/** Zero where the charge was not asked for: a checkout that was just made, or that can never be paid. */
function refundedOf(intent: Stripe.Checkout.Session['payment_intent']): number {
  const charge = typeof intent === 'object' ? intent?.latest_charge : null;
  return typeof charge === 'object' ? (charge?.amount_refunded ?? 0) : 0;
}

/** `complete` only means that the form was sent: the money is there when `payment_status` says so. */
function stateOf(session: Stripe.Checkout.Session): CheckoutState {
  if (session.status === 'expired') return 'lapsed';
  if (session.status === 'open') return 'open';
  return session.payment_status === 'paid' ? 'paid' : 'processing';
}

function toRefund(refund: Stripe.Refund): ProviderRefund {
  return {
    reference: refund.id,
    paymentReference: idOf(refund.payment_intent) ?? '',
    amountMinor: refund.amount,
    currency: refund.currency.toUpperCase(),
  };
}

const isUnderWay = ({ status }: Stripe.Refund): boolean => status !== 'failed' && status !== 'canceled';

const idOf = (reference: string | { id: string } | null): string | null =>
  typeof reference === 'string' ? reference : (reference?.id ?? null);

const isMissing = (failure: unknown): boolean =>
  failure instanceof Stripe.errors.StripeInvalidRequestError && failure.statusCode === 404;

async function answered<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (failure) {
    throw unavailable(failure);
  }
}

/** A request that Stripe understood and will refuse each time, https://docs.stripe.com/api/errors. */
function notPossible(cause: unknown): AppError {
  return new AppError(
    'payment-not-possible',
    'The payment service cannot take this price. Nothing was booked; please tell the operator of this page.',
    { cause },
  );
}

function unavailable(cause: unknown): AppError {
  return new AppError(
    'payment-provider-unavailable',
    'The payment service does not answer right now. Try again shortly.',
    {
      retryAfterSeconds: 5,
      cause,
    },
  );
}
