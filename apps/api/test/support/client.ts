import type {
  BodyOf,
  ErrorCode,
  ErrorResponse,
  ParamsOf,
  QueryOf,
  ResponseOf,
  RouteContract,
} from '@greenroom/contracts';
import { routeUrl } from '@greenroom/contracts';

export interface CallOptions<R extends RouteContract> {
  readonly params?: ParamsOf<R>;
  readonly query?: Partial<QueryOf<R>>;
  readonly body?: BodyOf<R>;
  readonly headers?: Record<string, string>;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** Errors that every route can answer. */
const ALWAYS: readonly ErrorCode[] = [
  'invalid-request',
  'unauthenticated',
  'forbidden',
  'origin-refused',
  'body-too-large',
  'rate-limited',
  'internal',
  'unavailable',
];

const isRaw = (body: unknown): body is string | Buffer => typeof body === 'string' || Buffer.isBuffer(body);

/** A browser's worth of HTTP: keeps cookies and says which origin it is. */
export class Client {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly apiUrl: string,
    private readonly origin: string,
  ) {}

  /** The `Cookie` header that it sends. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Calls a route of the contract; a refusal fails the test with its answer. */
  async call<R extends RouteContract>(route: R, options: CallOptions<R> = {}): Promise<ResponseOf<R>> {
    const answer = await this.try(route, options);
    if (answer.status >= 400)
      throw new Error(`${route.method} ${route.path} → ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as ResponseOf<R>;
  }

  /** Calls a route that is expected to refuse, in a way that its contract declares. */
  async refused<R extends RouteContract>(
    route: R,
    options: CallOptions<R> = {},
  ): Promise<ErrorResponse['error'] & { status: number }> {
    const { status, body } = await this.try(route, options);
    if (status < 400)
      throw new Error(`${route.method} ${route.path} was expected to refuse, and answered ${status}`);
    const { error } = body as ErrorResponse;
    if (![...ALWAYS, ...(route.errors ?? [])].includes(error.code))
      throw new Error(`${route.method} ${route.path} does not declare that it can answer ${error.code}`);
    return { ...error, status };
  }

  /** Calls a route and gives whatever is answered. */
  try<R extends RouteContract>(
    route: R,
    options: CallOptions<R> = {},
  ): Promise<Answer<ResponseOf<R> | ErrorResponse>> {
    const url = routeUrl(
      route,
      (options.params ?? {}) as Record<string, string>,
      (options.query ?? {}) as Record<string, string>,
    );
    return this.send(route.method, url, options.body, options.headers);
  }

  /** Sends anything at all: what the contract would not let a test write. */
  async send<T = unknown>(
    method: string,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(new URL(url, this.apiUrl), {
      method,
      redirect: 'manual',
      headers: {
        origin: this.origin,
        ...(this.cookies.size > 0 && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw(body) ? body : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: (json && text ? JSON.parse(text) : text) as T,
    };
  }

  private keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
