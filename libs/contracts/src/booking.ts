import * as z from 'zod/mini';
import { interviewSchema } from './interview.ts';
import { experienceLevelSchema, focusAreaSchema } from './interview-facts.ts';
import { idSchema, instantSchema, localeSchema, textSchema, timeZoneSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

/** Seconds for which a slot is kept while its booking is paid. */
export const HOLD_SECONDS = 600;

/** How far ahead a start can be booked, in days. */
export const BOOKING_HORIZON_DAYS = 56;

export const bookingInputSchema = z.strictObject({
  /** Made by the page once per booking; the same key with the same content answers the same booking again. */
  idempotencyKey: z.uuid(),
  interviewTypeId: idSchema,
  /** A chosen interviewer; null for the first one who is free. */
  interviewerId: z.nullable(idSchema),
  /** Start of a free slot within {@link BOOKING_HORIZON_DAYS}, or null for "now". */
  startsAt: z.nullable(instantSchema),
  jobRole: textSchema(100),
  experienceLevel: experienceLevelSchema,
  focus: focusAreaSchema,
  /** The candidate's own zone and language: what they are shown and written in. */
  timeZone: timeZoneSchema,
  locale: localeSchema,
});
export type BookingInput = z.infer<typeof bookingInputSchema>;

export const bookingSchema = z.object({
  interview: interviewSchema,
  /** Where to pay; null when there is nothing to pay. */
  checkoutUrl: z.nullable(z.url()),
});
export type Booking = z.infer<typeof bookingSchema>;

/**
 * What became of a payment: `confirming` = the provider has not confirmed it yet, ask again; `scheduled` = booked, the interview's status
 * tells how it went on; `not-paid` = nothing was taken, the hold may still be open; `refunded` = the money goes back, or has; the
 * interview's `refundReason` says why.
 */
export const settlementSchema = z.object({
  outcome: z.enum(['scheduled', 'confirming', 'not-paid', 'refunded']),
  interview: interviewSchema,
});
export type Settlement = z.infer<typeof settlementSchema>;

const interviewParams = z.strictObject({ interviewId: idSchema });

export const bookingRoutes = {
  createBooking: defineRoute({
    method: 'POST',
    path: '/api/bookings',
    summary: 'Hold a slot for ten minutes and start its payment; free types are booked at once',
    tag: 'Booking',
    access: 'account',
    body: bookingInputSchema,
    response: bookingSchema,
    status: 201,
    errors: [
      'not-found',
      'slot-taken',
      'nobody-available',
      'idempotency-conflict',
      'hold-expired',
      'state-conflict',
      'too-many-holds',
      'payment-provider-unavailable',
      'payment-not-possible',
    ],
  }),
  resumeCheckout: defineRoute({
    method: 'POST',
    path: '/api/bookings/:interviewId/checkout',
    summary: 'Where to pay a booking whose hold is still open',
    tag: 'Booking',
    access: 'account',
    params: interviewParams,
    response: bookingSchema,
    errors: [
      'not-found',
      'hold-expired',
      'state-conflict',
      'payment-provider-unavailable',
      'payment-not-possible',
    ],
  }),
  releaseHold: defineRoute({
    method: 'POST',
    path: '/api/bookings/:interviewId/release',
    summary: 'Give up a hold: the slot is free again, nothing is charged',
    tag: 'Booking',
    access: 'account',
    params: interviewParams,
    response: interviewSchema,
    errors: ['not-found', 'state-conflict'],
  }),
  settleBooking: defineRoute({
    method: 'POST',
    path: '/api/bookings/:interviewId/settle',
    summary: 'Ask the payment provider what became of the payment (the page people return to)',
    tag: 'Booking',
    access: 'account',
    params: interviewParams,
    response: settlementSchema,
    errors: ['not-found', 'payment-provider-unavailable'],
  }),
} as const;

export const paymentRoutes = {
  paymentWebhook: defineRoute({
    method: 'POST',
    path: '/api/payments/webhooks/:provider',
    summary: 'Events of a payment provider, believed only after their signature',
    tag: 'Payments',
    access: 'provider',
    params: z.strictObject({ provider: z.string().check(z.maxLength(40)) }),
    response: z.object({ received: z.literal(true) }),
    errors: ['not-found', 'webhook-signature-invalid', 'payment-provider-unavailable'],
  }),
} as const;
