import { routes, type BookingInput, type Interview } from '@greenroom/contracts';
import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import type { AccountClient, TestApplication } from './application.ts';
import { createInterviewer, createInterviewType } from './builders.ts';
import { waitFor } from './wait-for.ts';

/** A booking that waits for its payment. */
export interface HeldBooking {
  readonly candidate: AccountClient;
  readonly interview: Interview;
  /** The provider's id of the checkout. */
  readonly checkout: string;
  readonly body: BookingInput;
}

/** A candidate with a wish: some time ahead with an interviewer of its own. */
export async function prepareBooking(
  application: TestApplication,
  { price = 9_000 }: { price?: number } = {},
) {
  const type = await createInterviewType(application, { priceMinor: price });
  const interviewer = await createInterviewer(application);
  const candidate = await application.candidate();
  const body: BookingInput = {
    idempotencyKey: randomUUID(),
    interviewTypeId: type.id,
    interviewerId: interviewer.id,
    startsAt: noonInThreeDays(application),
    jobRole: 'Backend engineer',
    experienceLevel: 'mid',
    focus: 'technical',
    timeZone: 'Europe/Berlin',
    locale: 'de',
  };
  return { candidate, body };
}

/** Books what {@link prepareBooking} wishes, or something else. */
export async function holdBooking(
  application: TestApplication,
  changes: Partial<BookingInput> = {},
): Promise<HeldBooking> {
  const prepared = await prepareBooking(application);
  const { candidate } = prepared;
  const body = { ...prepared.body, ...changes };
  const { interview, checkoutUrl } = await candidate.call(routes.createBooking, { body });
  return { candidate, interview, checkout: checkoutOf(checkoutUrl), body };
}

/** The provider's id of the checkout that a payment address leads to. */
export const checkoutOf = (checkoutUrl: string | null): string => checkoutUrl?.split('/').at(-1) ?? '';

/** What the database holds about a booking's money. */
export async function moneyOf({ database }: TestApplication, { interview }: Pick<HeldBooking, 'interview'>) {
  const payment = await database.client.payment.findUniqueOrThrow({
    where: { interviewId: interview.id },
    include: { ledger: { orderBy: { id: 'asc' } } },
  });
  return {
    status: payment.status,
    ledger: payment.ledger.map(({ kind, amountMinor, reason }) => `${kind} ${amountMinor} ${reason}`),
  };
}

export const interviewOf = ({ candidate, interview }: HeldBooking): Promise<Interview> =>
  candidate.call(routes.getInterview, { params: { interviewId: interview.id } });

/** What the page that people return to asks. */
export const settle = ({ candidate, interview }: HeldBooking) =>
  candidate.call(routes.settleBooking, { params: { interviewId: interview.id } });

export const untilStatus = (booking: HeldBooking, status: Interview['status']) =>
  waitFor(`the interview to be ${status}`, async () => (await interviewOf(booking)).status === status);

/** What became of an event of the provider. */
export const outcomeOf = async ({ database }: TestApplication, eventId: string) =>
  (await database.client.paymentEvent.findFirst({ where: { eventId } }))?.outcome;

function noonInThreeDays(application: TestApplication): string {
  const day = new Date(application.clock.now().getTime() + 3 * 86_400_000);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12)).toISOString();
}

/** The test's own view of the local Stripe: its official client and its control routes. */
export class StripeSide {
  readonly client: Stripe;
  private readonly url: string;

  constructor(private readonly application: TestApplication) {
    if (!application.stripe) throw new Error('This application was started without the local Stripe');
    this.url = application.stripe.url;
    const { hostname, port } = new URL(this.url);
    const key = application.environment.STRIPE_SECRET_KEY;
    this.client = new Stripe(key, { host: hostname, port, protocol: 'http', telemetry: false });
  }

  /** Types in a card on the payment page. */
  async pay(checkout: string, number = '4242 4242 4242 4242'): Promise<Response> {
    const form = new URLSearchParams({ number, expiry: '12 / 40', cvc: '123' });
    return fetch(`${this.url}/dev/stripe/pay/${checkout}`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
  }

  pauseWebhooks(): Promise<void> {
    return this.control('/webhooks/pause', {});
  }

  resumeWebhooks(): Promise<void> {
    return this.control('/webhooks/resume', {});
  }

  /** Lets a refund fail that seemed to have succeeded. */
  failRefund(refundId: string): Promise<void> {
    return this.control(`/refunds/${refundId}/fail`, {});
  }

  fault(fault: object): Promise<void> {
    return this.control('/faults', fault);
  }

  /** The provider's id of the payment of a checkout that was paid. */
  async intentOf(checkout: string): Promise<string> {
    const { payment_intent } = await this.client.checkout.sessions.retrieve(checkout);
    if (typeof payment_intent !== 'string') throw new Error(`${checkout} was not paid`);
    return payment_intent;
  }

  /** Everything that was ever captured. */
  async captured(): Promise<Stripe.Charge[]> {
    const response = await fetch(`${this.url}/dev/stripe/control/payments`);
    return ((await response.json()) as { payments: Stripe.Charge[] }).payments;
  }

  async refundsOf(checkout: string): Promise<Stripe.Refund[]> {
    const refunds = await this.client.refunds.list({ payment_intent: await this.intentOf(checkout) });
    return refunds.data;
  }

  /** The newest event of a type about a checkout. */
  async eventOf(checkout: string, type: string): Promise<Stripe.Event> {
    const events = await this.client.events.list({ type, limit: 100 });
    const event = events.data.find(({ data }) => 'id' in data.object && data.object.id === checkout);
    if (!event) throw new Error(`There is no ${type} about ${checkout}`);
    return event;
  }

  /** Sends a webhook as Stripe would, or as somebody who would like to be Stripe. */
  send(
    event: object,
    forgery: { body?: string; secret?: string; ageSeconds?: number } = {},
  ): Promise<Response> {
    const payload = JSON.stringify(event);
    const signature = this.client.webhooks.generateTestHeaderString({
      payload,
      secret: forgery.secret ?? this.application.environment.STRIPE_WEBHOOK_SECRET,
      timestamp: Math.floor(this.application.clock.now().getTime() / 1000) - (forgery.ageSeconds ?? 0),
    });
    return fetch(`${this.application.url}/api/payments/webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body: forgery.body ?? payload,
    });
  }

  private async control(path: string, body: object): Promise<void> {
    const response = await fetch(`${this.url}/dev/stripe/control${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  }
}
