import { createHmac } from 'node:crypto';

import type { DeliveryAttempt, DeliveryRecord } from './records.ts';
import type { Store } from './store.ts';

const ANSWER_TIMEOUT_MS = 10_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;

export interface WebhookTarget {
  readonly url: string;
  /** The endpoint's signing secret, `whsec_…`. */
  readonly secret: string;
}

/** `Stripe-Signature` over the exact body, https://docs.stripe.com/webhooks#verify-manually. */
function signatureHeader(body: string, secret: string, unixSeconds: number): string {
  const v1 = createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex');
  return `t=${unixSeconds},v1=${v1}`;
}

/**
 * Brings events to the webhook endpoint: at least once, in no promised order, retried with growing delays until
 * the answer is 2xx. What is still to be delivered is in the store, so a restart goes on where it stopped.
 */
export class WebhookDelivery {
  readonly #store: Store;
  readonly #target: WebhookTarget;
  readonly #now: () => number;
  readonly #inFlight = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #paused = false;

  /** @param now Unix milliseconds. */
  constructor(store: Store, target: WebhookTarget, now: () => number) {
    this.#store = store;
    this.#target = target;
    this.#now = now;
  }

  get paused(): boolean {
    return this.#paused;
  }

  pause(): void {
    this.#paused = true;
  }

  /** Goes on after {@link pause} and makes everything pending due at once. */
  resume(): void {
    this.#paused = false;
    for (const delivery of this.#pending()) this.#save({ ...delivery, dueAt: this.#now() });
    this.wake();
  }

  /** Starts what is due and sets the alarm for what comes next. Call it after every change. */
  wake(): void {
    if (this.#paused || this.#abort.signal.aborted) return;
    clearTimeout(this.#timer);
    const waiting = this.#pending().filter((delivery) => !this.#inFlight.has(delivery.id));
    const now = this.#now();
    for (const delivery of waiting.filter(({ dueAt }) => dueAt <= now)) this.#start(delivery);
    const next = Math.min(...waiting.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > now));
    if (Number.isFinite(next)) this.#timer = setTimeout(() => this.wake(), next - now);
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    clearTimeout(this.#timer);
    await Promise.all(this.#inFlight.values());
  }

  #pending(): DeliveryRecord[] {
    return this.#store.all('delivery').filter(({ state }) => state === 'pending');
  }

  #start(delivery: DeliveryRecord): void {
    const attempt = this.#attempt(delivery).finally(() => {
      this.#inFlight.delete(delivery.id);
      this.wake();
    });
    this.#inFlight.set(delivery.id, attempt);
  }

  async #attempt(delivery: DeliveryRecord): Promise<void> {
    const event = this.#store.get('event', delivery.eventId);
    const at = this.#now();
    const outcome = await this.#post(JSON.stringify(event, null, 2), at);
    if (this.#abort.signal.aborted && outcome.status === null) return;

    const attempts = [...delivery.attempts, { at, ...outcome }];
    if (outcome.status !== null && outcome.status >= 200 && outcome.status < 300) {
      this.#save({ ...delivery, attempts, state: 'delivered' });
      return;
    }
    const delay = Math.min(FIRST_RETRY_MS * 2 ** delivery.attempts.length, LONGEST_RETRY_MS);
    this.#save({ ...delivery, attempts, dueAt: this.#now() + delay });
  }

  async #post(body: string, at: number): Promise<Omit<DeliveryAttempt, 'at'>> {
    try {
      const response = await fetch(this.#target.url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signatureHeader(body, this.#target.secret, Math.floor(at / 1000)),
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
      });
      await response.arrayBuffer();
      return { status: response.status, error: null };
    } catch (error) {
      return { status: null, error: error instanceof Error ? error.message : String(error) };
    }
  }

  #save(delivery: DeliveryRecord): void {
    this.#store.transaction((tx) => {
      tx.put('delivery', delivery.id, delivery);
      const event = tx.get('event', delivery.eventId);
      if (delivery.state === 'delivered' && event !== undefined) {
        tx.put('event', event.id, { ...event, pending_webhooks: 0 });
      }
    });
  }
}
