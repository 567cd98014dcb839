import { errorStatus, type ErrorCode, type ErrorDetail } from '@greenroom/contracts';

export interface AppErrorOptions {
  readonly details?: ErrorDetail[];
  /** For `room-not-open`: when it opens. */
  readonly opensAt?: Date;
  /** Seconds after which the caller may try again. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A failure that the caller is told about: a code of the contract and a sentence that says what to do. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly options: AppErrorOptions;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.options = options;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** The one answer for "there is no such thing" and "it is not yours". */
export const notFound = (what: string): AppError => new AppError('not-found', `There is no such ${what}.`);
