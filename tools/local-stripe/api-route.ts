import type { Change } from './events.ts';
import type { FormValue } from './form.ts';
import type { Store } from './store.ts';

/** One call of the REST API after authentication and idempotency, inside its transaction. */
export interface ApiCall extends Change {
  /** The `:id` of the path, or an empty string. */
  readonly id: string;
  readonly params: Record<string, FormValue>;
  /** All records of a kind as they were before this call, for list endpoints. */
  readonly all: AllRecords;
  /** The origin at which people reach the payment page. */
  readonly publicUrl: string;
}

type AllRecords = Store['all'];

/** A row of the API: the server registers each and knows nothing else of them. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST';
  /** Fastify path with at most the parameter `:id`. */
  readonly path: string;
  readonly handle: (call: ApiCall) => object;
}
