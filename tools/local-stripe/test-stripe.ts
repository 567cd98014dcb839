import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import Stripe from 'stripe';

import { type LocalStripe, startLocalStripe } from './server.ts';

const SECRET_KEY = 'sk_test_specs';
export const WEBHOOK_SECRET = 'whsec_specs';
const PUBLIC_URL = 'https://portal.example';

/** A webhook endpoint that keeps what it is sent and answers as told. */
export class WebhookEndpoint {
  readonly received: { readonly body: string; readonly signature: string; readonly event: Stripe.Event }[] =
    [];
  /** Statuses of the next answers; 200 when there are no more. */
  readonly answers: number[] = [];
  readonly #server: Server;
  #waiting: (() => void)[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#keep(request).then((status) => response.writeHead(status).end());
    });
  }

  static async start(): Promise<WebhookEndpoint> {
    const endpoint = new WebhookEndpoint();
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    return endpoint;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks`;
  }

  /** Types of the events in the order of their first arrival. */
  get types(): string[] {
    return this.received.map(({ event }) => event.type);
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #keep(request: IncomingMessage): Promise<number> {
    const body = await text(request);
    const event = JSON.parse(body) as Stripe.Event;
    this.received.push({ body, signature: String(request.headers['stripe-signature']), event });
    for (const resolve of this.#waiting.splice(0)) resolve();
    return this.answers.shift() ?? 200;
  }
}

/** A local Stripe on a folder of its own, with the official client and a control client against it. */
export class StripeFixture {
  readonly dataDirectory = mkdtempSync(join(tmpdir(), 'local-stripe-'));
  readonly endpoint: WebhookEndpoint;
  #server: LocalStripe | undefined;
  #offsetMs = 0;

  private constructor(endpoint: WebhookEndpoint) {
    this.endpoint = endpoint;
  }

  static async start(): Promise<StripeFixture> {
    const fixture = new StripeFixture(await WebhookEndpoint.start());
    await fixture.boot();
    return fixture;
  }

  get url(): string {
    if (this.#server === undefined) throw new Error('The server is not running');
    return this.#server.url;
  }

  get client(): Stripe {
    return this.clientWith(SECRET_KEY);
  }

  clientWith(secretKey: string): Stripe {
    const { hostname, port } = new URL(this.url);
    return new Stripe(secretKey, {
      host: hostname,
      port,
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
    });
  }

  async boot(): Promise<void> {
    this.#server = await startLocalStripe({
      port: 0,
      publicUrl: PUBLIC_URL,
      secretKey: SECRET_KEY,
      webhookSecret: WEBHOOK_SECRET,
      webhookUrl: this.endpoint.url,
      dataDirectory: this.dataDirectory,
      now: () => Date.now() + this.#offsetMs,
    });
  }

  async shutDown(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  async stop(): Promise<void> {
    await this.shutDown();
    await this.endpoint.stop();
  }

  passSeconds(seconds: number): void {
    this.#offsetMs += seconds * 1000;
  }

  nowSeconds(): number {
    return Math.floor((Date.now() + this.#offsetMs) / 1000);
  }

  async control(path: string, body?: object): Promise<Response> {
    const request =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return fetch(`${this.url}/dev/stripe/control${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...request,
    });
  }

  /** The payment of a session that has been tried to pay. */
  async intentOf(sessionId: string): Promise<string> {
    const { payment_intent } = await this.client.checkout.sessions.retrieve(sessionId);
    if (typeof payment_intent !== 'string') throw new Error(`${sessionId} has no payment yet`);
    return payment_intent;
  }

  /** Posts the payment page's form as a browser does, without following the redirect. */
  async payOnPage(
    sessionId: string,
    card: { number?: string; expiry?: string; cvc?: string } = {},
  ): Promise<Response> {
    const form = { number: '4242 4242 4242 4242', expiry: '12 / 40', cvc: '123', ...card };
    return fetch(`${this.url}/dev/stripe/pay/${sessionId}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
  }
}

export function sessionParams(
  changes: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    client_reference_id: 'interview-1',
    customer_email: 'candidate@example.org',
    metadata: { interviewId: 'interview-1' },
    payment_intent_data: { metadata: { interviewId: 'interview-1' }, description: 'System design interview' },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'eur',
          unit_amount: 8900,
          product_data: { name: 'System design, 60 minutes' },
        },
      },
    ],
    success_url: `${PUBLIC_URL}/checkout/done?session={CHECKOUT_SESSION_ID}`,
    cancel_url: `${PUBLIC_URL}/checkout/cancelled`,
    ...changes,
  };
}
