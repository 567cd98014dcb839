import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { readCard } from './cards.ts';
import { formBody } from './form.ts';
import { newId } from './ids.ts';
import { NO_NOTICE, type PayNotice, renderDeadEnd, renderPayPage } from './pay-page.ts';
import { payLanguage } from './pay-texts.ts';
import { paySession } from './payments.ts';
import type { CheckoutRecord } from './records.ts';
import type { Store } from './store.ts';

export interface PayPageDependencies {
  readonly store: Store;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Called after each payment attempt. */
  readonly changed: () => void;
}

type PayRequest = FastifyRequest<{ Params: { session: string } }>;

const ASSETS = {
  'pay.css': {
    type: 'text/css; charset=utf-8',
    path: fileURLToPath(new URL('assets/pay.css', import.meta.url)),
  },
  'hold-countdown.js': {
    type: 'text/javascript; charset=utf-8',
    path: fileURLToPath(new URL('assets/hold-countdown.js', import.meta.url)),
  },
  'inter.woff2': {
    type: 'font/woff2',
    path: fileURLToPath(
      import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
    ),
  },
} as const;

/** Stripe's hosted payment page: everything it needs is below `/dev/stripe/`, so it works through any gateway. */
export function registerPayPage(server: FastifyInstance, { store, now, changed }: PayPageDependencies): void {
  for (const [name, asset] of Object.entries(ASSETS)) {
    const content = readFileSync(asset.path);
    server.get(`/dev/stripe/assets/${name}`, async (_request, reply) =>
      reply.type(asset.type).header('cache-control', 'no-cache').send(content),
    );
  }

  const showForm = (
    request: PayRequest,
    reply: FastifyReply,
    checkout: CheckoutRecord,
    statusCode: number,
    notice: PayNotice,
  ): FastifyReply => {
    const language = payLanguage(checkout.session.locale, request.headers['accept-language']);
    return sendPage(reply, checkout, statusCode, renderPayPage(checkout, language, notice, now()));
  };

  server.get('/dev/stripe/pay/:session', async (request: PayRequest, reply) => {
    const checkout = store.get('checkout', request.params.session);
    return checkout?.session.status === 'open'
      ? showForm(request, reply, checkout, 200, NO_NOTICE)
      : endOfSession(request, reply, checkout);
  });

  server.post('/dev/stripe/pay/:session', async (request: PayRequest, reply) => {
    const form = new URLSearchParams(formBody(request));
    const typed = {
      number: form.get('number') ?? '',
      expiry: form.get('expiry') ?? '',
      cvc: form.get('cvc') ?? '',
    };
    const reading = readCard(typed, new Date(now()));
    const outcome = store.transaction((tx) => {
      const checkout = tx.get('checkout', request.params.session);
      if (checkout === undefined || !reading.ok) return null;
      const cause = { requestId: newId('req_'), idempotencyKey: null };
      return paySession({ tx, now: Math.floor(now() / 1000), cause }, checkout, reading.card);
    });
    changed();

    const checkout = store.get('checkout', request.params.session);
    if (checkout?.session.status !== 'open') return endOfSession(request, reply, checkout);
    if (!reading.ok) {
      return showForm(request, reply, checkout, 422, { problems: reading.problems, decline: null, typed });
    }
    const decline = outcome?.kind === 'declined' ? outcome.decline : null;
    return showForm(request, reply, checkout, 402, { ...NO_NOTICE, decline });
  });

  server.post('/dev/stripe/pay/:session/cancel', async (request: PayRequest, reply) => {
    const checkout = store.get('checkout', request.params.session);
    const cancelUrl = checkout?.session.status === 'open' ? checkout.session.cancel_url : null;
    return cancelUrl === null ? endOfSession(request, reply, checkout) : reply.redirect(cancelUrl, 303);
  });
}

/** Paid: on to where the seller wanted the buyer. Expired or unknown: says so. */
function endOfSession(
  request: PayRequest,
  reply: FastifyReply,
  checkout: CheckoutRecord | undefined,
): FastifyReply {
  const session = checkout?.session;
  if (session?.status === 'complete' && session.success_url !== null) {
    return reply.redirect(session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id), 303);
  }
  const language = payLanguage(session?.locale ?? null, request.headers['accept-language']);
  const [statusCode, kind] =
    session === undefined ? ([404, 'unknown'] as const) : ([410, 'expired'] as const);
  return sendPage(reply, checkout, statusCode, renderDeadEnd(kind, language, session?.cancel_url ?? null));
}

function sendPage(
  reply: FastifyReply,
  checkout: CheckoutRecord | undefined,
  statusCode: number,
  page: string,
): FastifyReply {
  // Browsers hold the redirect after a form's post against `form-action`, so both ways out are named.
  const waysOut = [checkout?.session.success_url, checkout?.session.cancel_url]
    .filter((url) => typeof url === 'string')
    .map((url) => new URL(url.replaceAll('{CHECKOUT_SESSION_ID}', 'id')).origin);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    'img-src data:',
    `form-action ${[...new Set(["'self'", ...waysOut])].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return reply
    .code(statusCode)
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    .send(page);
}
