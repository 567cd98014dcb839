import * as z from 'zod/mini';

/**
 * Every error that the API answers, with its HTTP status. The code is the contract; the message is for people and
 * is translated by the page. Unknown failures are masked as `internal` and carry only a correlation id.
 */
export const errorStatus = {
  'invalid-request': 400,
  'webhook-signature-invalid': 400,
  unauthenticated: 401,
  'wrong-credentials': 401,
  'link-invalid': 401,
  forbidden: 403,
  'origin-refused': 403,
  'room-not-open': 403,
  'reservation-refused': 403,
  'recording-refused': 403,
  'not-found': 404,
  'slot-taken': 409,
  'nobody-available': 409,
  'hold-expired': 409,
  'state-conflict': 409,
  'policy-refused': 409,
  'already-exists': 409,
  'last-shard': 409,
  'idempotency-conflict': 409,
  'too-many-holds': 409,
  'recording-off': 409,
  'link-expired': 410,
  'interview-over': 410,
  'recording-withdrawn': 410,
  'body-too-large': 413,
  'rate-limited': 429,
  internal: 500,
  'payment-provider-unavailable': 502,
  'payment-not-possible': 502,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;

export const errorCodeSchema = z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]);

/** One thing wrong with a request: where it is and what is expected. */
export const errorDetailSchema = z.object({
  /** Dotted path in the body, query or parameters, for example `body.startsAt`. */
  path: z.string(),
  message: z.string(),
});

export const errorResponseSchema = z.object({
  error: z.object({
    code: errorCodeSchema,
    message: z.string(),
    details: z.optional(z.array(errorDetailSchema)),
    /** Also in the server's log: what a person can quote to the operator. */
    correlationId: z.optional(z.string()),
    /** For `room-not-open`: when the room opens, UTC. */
    opensAt: z.optional(z.string()),
  }),
});

export type ErrorDetail = z.infer<typeof errorDetailSchema>;
export type ErrorResponse = z.infer<typeof errorResponseSchema>;
