import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ErrorDetail, RouteContract } from '@greenroom/contracts';
import { Readable } from 'node:stream';
import { map, type Observable } from 'rxjs';
import * as z from 'zod/mini';
import { AppError } from './app-error.ts';
import type { ApiRequest } from './request.ts';
import { ROUTE_METADATA } from './route.ts';

// The contract is written in Zod's small build, which has no words of its own for what is wrong.
z.config(z.locales.en());

/** Parses every request by its contract, and every answer too: what leaves has exactly the promised shape. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<RouteContract | undefined>(ROUTE_METADATA, context.getHandler());
    if (!route) return next.handle();
    const request = context.switchToHttp().getRequest<ApiRequest>();
    request.parsed = parseRequest(route, request);
    return next.handle().pipe(map((answer: unknown) => parseAnswer(route, answer)));
  }
}

function parseRequest(route: RouteContract, request: ApiRequest): NonNullable<ApiRequest['parsed']> {
  const details: ErrorDetail[] = [];
  const parse = (
    part: 'params' | 'query' | 'body',
    schema: z.ZodMiniType | undefined,
    value: unknown,
  ): unknown => {
    if (part === 'body' && route.upload !== undefined) {
      if (!(value instanceof Readable)) details.push({ path: 'body', message: `must be ${route.upload}` });
      return undefined;
    }
    if (!schema) {
      // A query that the contract does not know is refused like any unknown field.
      if (part === 'body' && !isEmpty(value) && !readsItself(route))
        details.push({ path: 'body', message: 'is not read here' });
      if (part === 'query')
        for (const name of Object.keys(value ?? {}))
          details.push({ path: `query.${name}`, message: 'is not known here' });
      return undefined;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      details.push({ path: [part, ...issue.path].join('.'), message: issue.message });
    return undefined;
  };
  const parsed = {
    params: parse('params', route.params, request.params),
    query: parse('query', route.query, request.query),
    body: parse('body', route.body, request.body),
  };
  if (details.length > 0)
    throw new AppError('invalid-request', 'The request does not fit. See the details.', {
      details: details.slice(0, 20),
    });
  return parsed;
}

/** What a provider sends is read from its bytes, after their signature. */
const readsItself = ({ access }: RouteContract): boolean => access === 'provider';

const isEmpty = (body: unknown): boolean =>
  body === undefined ||
  body === null ||
  body === '' ||
  (typeof body === 'object' && Object.keys(body).length === 0);

function parseAnswer(route: RouteContract, answer: unknown): unknown {
  if (route.download !== undefined) return answer;
  if (!route.response) return undefined;
  const parsed = route.response.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new Error(`${route.method} ${route.path} answered against its contract: ${parsed.error.message}`);
}
