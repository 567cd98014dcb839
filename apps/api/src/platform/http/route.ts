import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { BodyOf, ParamsOf, QueryOf, RouteContract } from '@greenroom/contracts';
import type { CallerOf, Callers } from './caller.ts';
import type { ApiRequest } from './request.ts';

export const ROUTE_METADATA = 'greenroom:route';

/** Contracts that a handler was declared for, in the order of loading; the start-up check reads it. */
export const declaredRoutes: RouteContract[] = [];

const requestMethods = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  PATCH: RequestMethod.PATCH,
  DELETE: RequestMethod.DELETE,
} as const;

/** Serves one route of the contract: its path, status, access rule and schemas all come from there. */
export function Route(route: RouteContract): MethodDecorator {
  declaredRoutes.push(route);
  return applyDecorators(
    RequestMapping({ path: route.path, method: requestMethods[route.method] }),
    HttpCode(statusOf(route)),
    SetMetadata(ROUTE_METADATA, route),
  );
}

/** Status of a route's success. */
export const statusOf = ({ status, response, download }: RouteContract): number =>
  status ?? (response === undefined && download === undefined ? 204 : 200);

/** What a handler is given: everything parsed by the contract, and who calls. */
export interface Input<R extends RouteContract> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  readonly caller: CallerOf<R['access']>;
  readonly request: ApiRequest;
}

/** Gives the handler its parsed {@link Input}. */
export const In = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<ApiRequest>();
  return { ...request.parsed, caller: callerFor(request.route?.access, request.callers), request };
});

function callerFor(access: RouteContract['access'] | undefined, callers: Callers | undefined): unknown {
  if (access === 'account' || access === 'admin') return callers?.account;
  if (access === 'interviewer') return callers?.interviewer;
  return callers;
}
