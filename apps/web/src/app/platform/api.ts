import { inject, Injectable, resource, type ResourceRef } from '@angular/core';
import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  type RouteContract,
  routeUrl,
} from '@greenroom/contracts';
import { ApiError, refusalOf, toApiError } from './api-error';
import { SessionExpiry } from './session-expiry';
import { isRefusal, Transport } from './transport';

type Need<Name extends string, Value> = [Value] extends [undefined]
  ? Readonly<Partial<Record<Name, undefined>>>
  : Readonly<Record<Name, Value>>;

/** Query values as a page has them: what the contract gives a default may be left out. */
type QueryInput<R extends RouteContract> =
  QueryOf<R> extends undefined ? { readonly query?: undefined } : { readonly query?: Partial<QueryOf<R>> };

/** Parameters and query of a route, as its contract names them. */
export type ApiAddress<R extends RouteContract> = Need<'params', ParamsOf<R>> & QueryInput<R>;

/** Everything that one call of a route needs. */
export type ApiRequest<R extends RouteContract> = ApiAddress<R> & Need<'body', BodyOf<R>>;

interface LooseAddress {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
}

interface LooseRequest extends LooseAddress {
  readonly body?: unknown;
}

/**
 * Reads a route reactively: asked again whenever a signal read by `address` changes, not asked while it answers
 * undefined. The answer is parsed by the contract; `error()` is always an `ApiError`.
 */
export function apiResource<R extends RouteContract>(
  route: R,
  address: () => ApiAddress<R> | undefined,
): ResourceRef<ResponseOf<R> | undefined> {
  const api = inject(Api);
  return resource({
    params: address,
    loader: ({ params, abortSignal }) => api.ask(route, params as LooseAddress, abortSignal),
  });
}

/** Calls routes of the contract. Tells the session when the server no longer knows who is asking. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly transport = inject(Transport);
  private readonly expiry = inject(SessionExpiry);

  /** Calls a route once: a command, or a read that is not bound to a page. @throws ApiError */
  async call<R extends RouteContract>(route: R, request: ApiRequest<R>): Promise<ResponseOf<R>> {
    return this.ask(route, request as LooseRequest);
  }

  /** For `call` and `apiResource`, which know what the route needs. @throws ApiError */
  async ask<R extends RouteContract>(
    route: R,
    { params, query, body }: LooseRequest,
    signal?: AbortSignal,
  ): Promise<ResponseOf<R>> {
    try {
      const url = routeUrl(route, params, query);
      const answer = await this.transport
        .send({ method: route.method, url, body, signal })
        .catch((reason: unknown) => {
          throw new ApiError('network', String(reason));
        });
      if (isRefusal(answer)) throw refusalOf(answer);
      return (route.response ? route.response.parse(answer.body) : undefined) as ResponseOf<R>;
    } catch (failure) {
      const error = toApiError(failure);
      const needsAccount = route.access === 'account' || route.access === 'admin';
      if (error.code === 'unauthenticated' && needsAccount) this.expiry.report();
      throw error;
    }
  }
}
