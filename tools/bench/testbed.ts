import { migrate } from '../launcher/database.ts';
import { type Stack, startStack } from '../launcher/stack.ts';
import { addCatalogue, addInterviews, type Landmarks, settleIn, withDatabase } from './dataset.ts';
import { type Account, signUp } from './people.ts';
import { type Server, Servers } from './servers.ts';

/** How much is measured; the defaults keep the whole bench below ten minutes on two cores. */
export type Effort = {
  /** Interleaved rounds of each row. */
  readonly rounds: number;
  /** Requests of one round. */
  readonly requests: number;
};

/** An API process on a database of its own, with somebody signed in. */
export type Site = {
  readonly databaseUrl: string;
  readonly env: Readonly<Record<string, string>>;
  readonly api: Server;
  readonly account: Account;
  /** Somebody who may see everything, where the measure has made one. */
  readonly admin?: Account;
  readonly landmarks: Landmarks;
};

/** What measures are made on. Everything is started when it is first needed, and ended by {@link close}. */
export class Testbed {
  readonly effort: Effort;
  readonly servers = new Servers();
  #stack: Promise<Stack> | undefined;
  readonly #sites = new Map<number, Promise<Site>>();
  readonly #cleanups: (() => Promise<unknown>)[] = [];

  constructor(effort: Effort) {
    this.effort = effort;
  }

  /** Everything that `npm start` starts, on data that is thrown away. */
  stack(): Promise<Stack> {
    this.#stack ??= startStack({ profile: 'test' });
    return this.#stack;
  }

  /** A database with this many interviews, and an API process on it. */
  site(interviews: number): Promise<Site> {
    const site = this.#sites.get(interviews) ?? this.#prepareSite(interviews);
    this.#sites.set(interviews, site);
    return site;
  }

  /** Runs when the bench ends, last added first. */
  onClose(cleanup: () => Promise<unknown>): void {
    this.#cleanups.push(cleanup);
  }

  async close(): Promise<void> {
    for (const cleanup of this.#cleanups.toReversed()) await cleanup();
    await this.servers.stopAll();
    const stack = await this.#stack?.catch(() => undefined);
    await stack?.stop();
  }

  /**
   * Makes a database with so many interviews, nobody using it.
   *
   * @param upcoming how many of them lie ahead; as many as a portal's calendars hold, unless said
   */
  async database(name: string, interviews: number, upcoming?: number): Promise<string> {
    const stack = await this.stack();
    const url = new URL(stack.databaseUrl);
    url.pathname = `/${name}`;
    await withDatabase(stack.databaseUrl, (client) => client.query(`CREATE DATABASE ${name}`));
    await migrate(url.href);
    await withDatabase(url.href, async (client) => {
      await addCatalogue(client);
      await addInterviews(client, interviews, upcoming);
    });
    return url.href;
  }

  async #prepareSite(interviews: number): Promise<Site> {
    const stack = await this.stack();
    const databaseUrl = await this.database(`bench_${interviews}`, interviews);
    const env = { ...stack.env, DATABASE_URL: databaseUrl };
    const api = await this.servers.start('api', env);
    const account = await signUp(api.url, stack.env.PUBLIC_URL ?? stack.portalUrl);
    const landmarks = await withDatabase(databaseUrl, (client) => settleIn(client, account.id));
    return { databaseUrl, env, api, account, landmarks };
  }
}
