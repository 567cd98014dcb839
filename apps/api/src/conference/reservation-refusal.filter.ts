import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { ErrorResponse } from '@greenroom/contracts';
import { AppError } from '../platform/http/app-error.ts';
import type { ApiReply, ApiRequest } from '../platform/http/request.ts';

/**
 * Refusals of the reservation gate. Jitsi's module shows people the `message` that it finds at the top of an answer; ours stands in
 * `error`, so these answers carry it twice. Failures without a code of their own go the way of all others.
 */
@Catch(AppError)
export class ReservationRefusalFilter implements ExceptionFilter<AppError> {
  catch({ code, message, status, options: { details } }: AppError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const correlationId = http.getRequest<ApiRequest>().id;
    const body: ErrorResponse & { message: string } = {
      message,
      error: { code, message, ...(details && { details }), correlationId },
    };
    void http.getResponse<ApiReply>().status(status).header('cache-control', 'no-store').send(body);
  }
}
