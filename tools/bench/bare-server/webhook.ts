import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Answer, type Call, REFUSED } from './routing.ts';

/** Seconds; as the API. */
const TOLERANCE = 300;

/** `POST /api/payments/webhooks/stripe` for an event that does not concern us: signature and one statement. */
export async function takeWebhook({ headers, body, pool, environment }: Call): Promise<Answer> {
  if (!isGenuine(String(headers['stripe-signature']), body, environment.STRIPE_WEBHOOK_SECRET))
    return REFUSED;
  const event = JSON.parse(body.toString('utf8')) as { id: string; type: string };
  await pool.query(
    `INSERT INTO payment_event (provider, event_id, type, outcome, payload, received_at)
     VALUES ('stripe', $1, $2, 'ignored', '{}', $3) ON CONFLICT DO NOTHING`,
    [event.id, event.type, new Date()],
  );
  return { status: 200, body: { received: true } };
}

/** https://docs.stripe.com/webhooks#verify-manually */
function isGenuine(header: string, body: Buffer, secret: string): boolean {
  const { t, v1 } = Object.fromEntries(new URLSearchParams(header.replaceAll(',', '&')));
  if (t === undefined || v1 === undefined || Math.abs(Date.now() / 1000 - Number(t)) > TOLERANCE)
    return false;
  const given = Buffer.from(v1, 'hex');
  const signature = createHmac('sha256', secret).update(`${t}.`).update(body).digest();
  return given.length === signature.length && timingSafeEqual(given, signature);
}
