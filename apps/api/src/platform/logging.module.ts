import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { RequestMethod } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { ENVIRONMENT, type Environment } from '../env.ts';

/** The correlation id of a request. One from outside is taken only when it is harmless to print. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : randomUUID();
  request.id = id;
  return id;
}

/** Middleware sees the address without the part that it was mounted at; what was asked for stands beside it. */
type MountedRequest = IncomingMessage & { originalUrl?: string };

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code?: string;
  readonly cause?: LoggedError;
}

/** What of a failure is written. Drivers hang whole clients on theirs, with keys and what was sent: those are not. */
function describeError(failure: unknown): LoggedError {
  if (!(failure instanceof Error)) return { type: typeof failure, message: 'not an error', stack: undefined };
  const { message, stack, cause } = failure;
  return {
    type: failure.constructor.name,
    message,
    stack,
    ...('code' in failure && typeof failure.code === 'string' && { code: failure.code }),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  };
}

/** Structured logs with a correlation id. Query strings, bodies, cookies and tokens are never written. */
export const LoggingModule = LoggerModule.forRootAsync({
  inject: [ENVIRONMENT],
  useFactory: (environment: Environment) => ({
    // The library's own wildcard does not reach routes on Fastify.
    forRoutes: [{ path: '*path', method: RequestMethod.ALL }],
    pinoHttp: {
      level: environment.LOG_LEVEL,
      genReqId: (request) => request.id,
      quietReqLogger: true,
      customAttributeKeys: { reqId: 'correlationId' },
      autoLogging: {
        ignore: ({ originalUrl, url }: MountedRequest) =>
          /^\/(?:health|metrics)/.test(originalUrl ?? url ?? ''),
      },
      wrapSerializers: false,
      serializers: {
        req: ({ method, originalUrl, url }: MountedRequest) => ({
          method,
          path: (originalUrl ?? url ?? '').split('?', 1)[0],
        }),
        err: describeError,
        res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      },
      redact: ['*.token', '*.secret', '*.password', '*.authorization', '*.cookie'],
    },
  }),
});
