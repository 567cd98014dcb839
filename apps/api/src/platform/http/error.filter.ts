import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { errorStatus, type ErrorCode, type ErrorResponse } from '@greenroom/contracts';
import { asDatabaseFailure } from '../database/database-errors.ts';
import { AppError } from './app-error.ts';
import type { ApiReply, ApiRequest } from './request.ts';

/** The one place where failures become answers: known ones by their code, all others masked with a correlation id. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Error');

  catch(failure: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const reply = http.getResponse<ApiReply>();
    const error = toAppError(failure);
    const correlationId = request.id;
    if (error.status >= 500) {
      this.logger.error(
        { err: failure, correlationId, code: error.code },
        `${request.method} ${pathOf(request.url)} failed`,
      );
    }
    const { details, opensAt, retryAfterSeconds } = error.options;
    const body: ErrorResponse = {
      error: {
        code: error.code,
        message: error.message,
        correlationId,
        ...(details && { details }),
        ...(opensAt && { opensAt: opensAt.toISOString() }),
      },
    };
    if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
    void reply.status(error.status).header('cache-control', 'no-store').send(body);
  }
}

/** Query strings can carry what people typed; they never reach the log. */
const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

function toAppError(failure: unknown): AppError {
  if (failure instanceof AppError) return failure;
  const database = asDatabaseFailure(failure);
  if (database) return database;
  const status = failure instanceof HttpException ? failure.getStatus() : statusOf(failure);
  if (status === 404) return new AppError('not-found', 'There is nothing at this address.');
  if (status === 413) return new AppError('body-too-large', 'The request is too large.');
  if (status === 415)
    return new AppError('invalid-request', 'Send the body as JSON (content-type: application/json).');
  if (status >= 400 && status < 500) return new AppError('invalid-request', 'The request could not be read.');
  return new AppError(
    'internal',
    'Something went wrong on our side. Try again; if it stays, quote the correlation id.',
    { cause: failure },
  );
}

function statusOf(failure: unknown): number {
  if (typeof failure !== 'object' || failure === null || !('statusCode' in failure))
    return errorStatus.internal;
  return typeof failure.statusCode === 'number'
    ? failure.statusCode
    : errorStatus['internal' satisfies ErrorCode];
}
