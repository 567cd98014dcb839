import { type Check, type Finding, notApplicable, ok, problem, reasonOf, warning } from '../check.ts';
import { addressIn, type Examination, isEmbedded, withDatabase } from '../examination.ts';

const PATH = '/api/payments/webhooks/stripe';
/** What the API answers to whoever signs nothing. */
const REFUSAL = 'webhook-signature-invalid';
/** A checkout is paid or ends within this: by then an event has come. */
const EXPECTED_MS = 2 * 3_600_000;
const LOOK_AT_STRIPE =
  "Look at the endpoint and its failed deliveries in Stripe's dashboard, and at STRIPE_WEBHOOK_SECRET.";

interface Row {
  newestEvent: Date | null;
  unheardSince: Date | null;
}

export const paymentWebhook: Check = {
  name: 'payment-webhook',
  title: 'Webhook of the payment provider',
  async run(examination, signal) {
    const findings = await Promise.all([
      reached(examination, signal),
      withDatabase(examination, async ({ pool }) => {
        const now = examination.clock.now();
        const { rows } = await pool.query<Row>(
          `SELECT (SELECT max(received_at) FROM payment_event WHERE provider = 'stripe') AS "newestEvent",
             (SELECT min(created_at) FROM payment WHERE provider = 'stripe' AND checkout_reference IS NOT NULL
               AND created_at <= $1
               AND created_at > coalesce((SELECT max(received_at) FROM payment_event WHERE provider = 'stripe'), '-infinity')
             ) AS "unheardSince"`,
          [new Date(now.getTime() - EXPECTED_MS)],
        );
        return [judgeDeliveries(rows[0]?.newestEvent ?? null, rows[0]?.unheardSince ?? null, now)];
      }),
    ]);
    return findings.flat();
  },
};

/** Sends nothing that is signed, which the API has to refuse before it reads it. */
async function reached(examination: Examination, signal: AbortSignal): Promise<Finding[]> {
  const origin = addressIn(examination, 'PUBLIC_URL');
  if (!origin) return [notApplicable('PUBLIC_URL is not set or is no address.')];
  const url = new URL(PATH, origin);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      redirect: 'manual',
      signal,
    });
    const text = await response.text();
    if (text.includes(REFUSAL)) {
      const from = isEmbedded(examination) ? '' : ' That it is reached from outside was not proven.';
      return [ok(`${url.href} answers, and refuses what is not signed.${from}`)];
    }
    return [
      problem(
        `${url.href} answers ${response.status}, and that is not the API.`,
        'The proxy has to hand /api on to the API as it is, without redirects.',
      ),
    ];
  } catch (failure) {
    return [
      problem(
        `${url.href} is not reached: ${reasonOf(failure)}.`,
        'Look whether the API and the proxy before it run.',
      ),
    ];
  }
}

/** @param unheardSince when the first checkout was made since which there should have been an event, and was none */
export function judgeDeliveries(newestEvent: Date | null, unheardSince: Date | null, now: Date): Finding {
  const last =
    newestEvent === null ? 'No event has come yet' : `The last event came ${ago(newestEvent, now)}`;
  if (unheardSince !== null)
    return warning(
      `${last}, and none for a checkout that was made ${ago(unheardSince, now)}. Payments are found out later so, by asking.`,
      LOOK_AT_STRIPE,
    );
  return newestEvent === null ? notApplicable(`${last}; none was to be expected.`) : ok(`${last}.`);
}

function ago(then: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - then.getTime()) / 60_000));
  if (minutes < 120) return `${minutes} minutes ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours ago` : `${Math.floor(hours / 24)} days ago`;
}
