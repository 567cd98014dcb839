import type { IncomingHttpHeaders } from 'node:http';
import type pg from 'pg';
import type { Environment } from './environment.ts';

/** What a handler is given. */
export type Call = {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly pool: pg.Pool;
  readonly environment: Environment;
};

export type Answer = { readonly status: number; readonly body: unknown };

export type Handler = (call: Call) => Promise<Answer>;

/** The one answer of the yardstick for whatever it does not serve. */
export const REFUSED: Answer = { status: 404, body: { error: { code: 'not-found' } } };
