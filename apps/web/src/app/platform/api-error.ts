import { type ErrorCode, type ErrorDetail, errorResponseSchema } from '@greenroom/contracts';
import type { Answer } from './transport';

/** `network`: no answer came; `unreadable`: an answer came that is not of the contract. */
export type ApiErrorCode = ErrorCode | 'network' | 'unreadable';

/** What a failed call to the API says. The code is for the program and for the translated text, the rest for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ApiErrorCode,
    message: string = code,
    /** What is wrong with the request, field by field. */
    readonly details: readonly ErrorDetail[] = [],
    /** Also in the server's log; null when the server gave none. */
    readonly correlationId: string | null = null,
    /** For `room-not-open`: when the room opens, ISO 8601 UTC. */
    readonly opensAt: string | null = null,
  ) {
    super(message);
  }
}

/** Reads any failure of a call as an `ApiError`. */
export function toApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) return failure;
  return new ApiError('unreadable', failure instanceof Error ? failure.message : String(failure));
}

/** Reads an answer that says no. */
export function refusalOf({ status, body }: Answer): ApiError {
  const answer = errorResponseSchema.safeParse(body);
  if (!answer.success) return new ApiError(status >= 500 ? 'unavailable' : 'unreadable', `Status ${status}`);
  const { code, message, details, correlationId, opensAt } = answer.data.error;
  return new ApiError(code, message, details ?? [], correlationId ?? null, opensAt ?? null);
}
