import { formatMoney } from '@greenroom/domain';

import { html, type Html } from '../loopback-http/html.ts';
import type { CardField, CardProblem, Decline } from './cards.ts';
import { PAY_TEXTS, type PayLanguage, type PayTexts } from './pay-texts.ts';
import type { CheckoutRecord } from './records.ts';

/** What the page has to say about the last attempt. */
export interface PayNotice {
  readonly problems: Partial<Record<CardField, CardProblem>>;
  readonly decline: Decline | null;
  /** What was typed and may be shown again; never the security code. */
  readonly typed: { readonly number: string; readonly expiry: string };
}

export const NO_NOTICE: PayNotice = { problems: {}, decline: null, typed: { number: '', expiry: '' } };

/**
 * The payment page of an open session: a plain form that works without any script; the one that counts a hold down is not needed to pay.
 *
 * @param now Unix milliseconds.
 */
export function renderPayPage(
  checkout: CheckoutRecord,
  language: PayLanguage,
  notice: PayNotice,
  now: number,
): string {
  const { session, lineItems } = checkout;
  const texts = PAY_TEXTS[language];
  const currency = (session.currency ?? 'usd').toUpperCase();
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, language);
  const total = money(session.amount_total ?? 0);
  const items = lineItems.map(
    (item) =>
      html`<li class="item">
        <span class="item-name"
          >${item.description}
          ${(item.quantity ?? 1) > 1 ? html`<small>${texts.quantity(String(item.quantity))}</small>` : null}</span
        >
        <span class="amount">${money(item.amount_total)}</span>
      </li>`,
  );
  const action = `/dev/stripe/pay/${session.id}`;
  return page(
    language,
    html`<main class="checkout">
      <section class="summary" aria-labelledby="summary-heading">
        <h2 id="summary-heading">${texts.payTo}</h2>
        <p class="total amount">${total}</p>
        <ul class="items">
          ${items}
        </ul>
        <p class="due"><span>${texts.total}</span> <span class="amount">${total}</span></p>
      </section>
      <section class="card" aria-labelledby="card-heading">
        <h1 id="card-heading">${texts.cardHeading}</h1>
        ${notice.decline === null ? null : declineAlert(notice.decline, texts)}
        <form method="post" action="${action}" novalidate>
          ${field('number', texts.cardNumber, '1234 1234 1234 1234', 'cc-number', 23, texts, notice)}
          <div class="pair">
            ${field('expiry', texts.expiry, texts.expiryHint, 'cc-exp', 9, texts, notice)}
            ${field('cvc', texts.cvc, texts.cvcHint, 'cc-csc', 4, texts, notice)}
          </div>
          ${hold(checkout, texts, now)}
          <button class="primary" type="submit" aria-describedby="pay-total">${texts.pay}</button>
          <p id="pay-total" class="pay-total amount">${total}</p>
        </form>
        ${
          session.cancel_url === null
            ? null
            : html`<form method="post" action="${action}/cancel">
                <button class="quiet" type="submit">${texts.cancel}</button>
              </form>`
        }
        ${testCards(texts)}
      </section>
    </main>`,
  );
}

/** What the seller says beside the button, and how long the slot is still kept when the session's metadata tells (`heldUntil`). */
function hold({ session }: CheckoutRecord, texts: PayTexts, now: number): Html | null {
  const message = session.custom_text.submit?.message;
  if (message === undefined) return null;
  const left = Math.floor((Date.parse(session.metadata?.heldUntil ?? '') - now) / 1000);
  const countdown = html`<p data-countdown="${String(left)}" hidden>
      ${texts.timeLeft} <span class="amount" role="timer"></span>
    </p>
    <script src="/dev/stripe/assets/hold-countdown.js" defer></script>`;
  return html`<div class="hold">
    <p>${message}</p>
    ${Number.isNaN(left) ? null : countdown}
  </div>`;
}

/** A page for a session that cannot be paid (any more). */
export function renderDeadEnd(
  kind: 'expired' | 'unknown',
  language: PayLanguage,
  backUrl: string | null,
): string {
  const texts = PAY_TEXTS[language];
  const [heading, text] =
    kind === 'expired'
      ? [texts.expiredHeading, texts.expiredText]
      : [texts.unknownHeading, texts.unknownText];
  return page(
    language,
    html`<main class="dead-end">
      <h1>${heading}</h1>
      <p>${text}</p>
      ${backUrl === null ? null : html`<a class="primary" href="${backUrl}">${texts.back}</a>`}
    </main>`,
  );
}

function page(language: PayLanguage, main: Html): string {
  const texts = PAY_TEXTS[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${texts.title} – ${texts.testNotice}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/dev/stripe/assets/pay.css" />
      </head>
      <body>
        <header class="banner"><p>${texts.testNotice}</p></header>
        ${main}
      </body>
    </html>`.markup;
}

function field(
  name: CardField,
  label: string,
  hint: string,
  autocomplete: string,
  maxLength: number,
  texts: PayTexts,
  notice: PayNotice,
): Html {
  const problem = notice.problems[name];
  const value = name === 'cvc' ? '' : notice.typed[name];
  const first = problem !== undefined && Object.keys(notice.problems)[0] === name;
  const error =
    problem === undefined
      ? null
      : html`<p class="error" id="${name}-error" role="alert">${texts.problems[problem]}</p>`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="text"
      inputmode="numeric"
      autocomplete="${autocomplete}"
      placeholder="${hint}"
      maxlength="${maxLength}"
      value="${value}"
      required
      ${problem === undefined ? null : html`aria-invalid="true" aria-describedby="${name}-error"`}
      ${first ? html`autofocus` : null}
    />
    ${error}
  </div>`;
}

function declineAlert(decline: Decline, texts: PayTexts): Html {
  const message = texts.declines[decline.declineCode ?? decline.code] ?? decline.message;
  return html`<div class="alert" role="alert">
    <p><strong>${message}</strong></p>
    <p>${texts.tryAgain}</p>
  </div>`;
}

function testCards(texts: PayTexts): Html {
  const rows = texts.testCards.map(
    ([number, effect]) =>
      html`<dt>${number}</dt>
        <dd>${effect}</dd>`,
  );
  return html`<aside class="test-cards" aria-labelledby="test-cards-heading">
    <h2 id="test-cards-heading">${texts.testCardsHeading}</h2>
    <dl>${rows}</dl>
    <p>${texts.testCardsHint}</p>
  </aside>`;
}
