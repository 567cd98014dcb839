/** The `type` of Stripe's error envelope, see https://docs.stripe.com/api/errors. */
type StripeErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

export interface StripeErrorBody {
  readonly type: StripeErrorType;
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
}

/** An answer of the API that is not a success; rendered once, by the server, as `{ error: … }`. */
export class StripeApiError extends Error {
  readonly statusCode: number;
  readonly body: StripeErrorBody;
  /**
   * Whether the request reached its execution. Stripe keeps the result of such a request under its idempotency key;
   * requests refused by validation may be sent again with the same key.
   */
  readonly executed: boolean;

  constructor(statusCode: number, body: StripeErrorBody, executed = false) {
    super(body.message);
    this.name = 'StripeApiError';
    this.statusCode = statusCode;
    this.body = body;
    this.executed = executed;
  }
}

export function invalidRequest(
  message: string,
  details: { code?: string; param?: string } = {},
): StripeApiError {
  return new StripeApiError(400, { type: 'invalid_request_error', message, ...details });
}

/** The operation was understood and refused because of the state of the object it addresses. */
export function refusedByState(
  message: string,
  details: { code?: string; param?: string } = {},
): StripeApiError {
  return new StripeApiError(400, { type: 'invalid_request_error', message, ...details }, true);
}

export function resourceMissing(noun: string, id: string, param: string): StripeApiError {
  const details = { code: 'resource_missing', param };
  return new StripeApiError(404, {
    type: 'invalid_request_error',
    message: `No such ${noun}: '${id}'`,
    ...details,
  });
}
