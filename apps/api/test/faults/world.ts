import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ResponseOf, RouteContract } from '@greenroom/contracts';
import type { TestDatabase } from '../../../../tools/launcher/stack.ts';
import type { TestRedis } from '../../../../tools/test-database/redis.ts';
import type { CompiledApi } from '../support/api-process.ts';
import { startApplication, type TestApplication } from '../support/application.ts';
import type { Answer, CallOptions, Client } from '../support/client.ts';
import { mailFault } from '../support/mailbox.ts';
import { StripeSide } from '../support/payments.ts';
import { LONG_MS, waitFor } from '../support/wait-for.ts';
import { CustomerEndpoint } from './customer-endpoint.ts';
import { Disturbances } from './disturbances.ts';
import { type DueRowOfKind, dueRows, hasRetries } from './due-rows.ts';
import type { Acknowledgement } from './evidence.ts';
import { type BrokenPart, Fleet } from './fleet.ts';
import { SeededRandom } from './seeded-random.ts';
import { Trail } from './trail.ts';
import { VirtualTime } from './virtual-time.ts';
import { WebhookFront } from './webhook-front.ts';

/** Longer than any wait between two tries of what failed just now. */
const RETRIES_SECONDS = 70;
const RETRY_ROUNDS = 4;

/** Where nothing changes for so long, nothing will. */
const STANDSTILL_MS = 60_000;

/**
 * Webhooks may call this machine only in the embedded mode. Several workers that look for due work at the pace of the other tests would leave
 * little of a small machine for the work itself.
 */
const SETTINGS = { EMBEDDED: 'true', WEBHOOK_LOOPBACK: 'true', SWEEP_INTERVAL_MS: '200' };

/** How the signalling server's reports arrive. */
export type PresenceMode = 'in order' | 'twice' | 'late' | 'out of order';

interface WorldOptions {
  readonly compiled: CompiledApi;
  readonly seed: number;
  readonly apis?: number;
  readonly workers?: number;
  readonly broken?: BrokenPart;
  /** Of this world alone: they are wiped, crash and start again. */
  readonly redis?: TestRedis | undefined;
  readonly server?: TestDatabase | undefined;
}

/** Everything that a fault test runs in: the processes, the services outside, the time, and what has been answered so far. */
export class World {
  readonly acknowledged: Acknowledgement[] = [];
  /** From which moment of the real time on a change of an interview is over, whether it was made or refused. */
  readonly changesOver = new Map<string, number>();
  presence: PresenceMode = 'in order';
  queue: 'PostgreSQL' | 'Redis' = 'PostgreSQL';

  private constructor(
    readonly application: TestApplication,
    readonly fleet: Fleet,
    readonly front: WebhookFront,
    readonly endpoint: CustomerEndpoint,
    readonly stripe: StripeSide,
    private readonly time: VirtualTime,
    readonly trail: Trail,
    readonly disturbances: Disturbances,
    readonly random: SeededRandom,
    readonly redis: TestRedis | undefined,
    readonly server: TestDatabase | undefined,
    private readonly services: AsyncDisposableStack,
  ) {}

  /** @throws Error when a process does not start; then nothing is left running. */
  static async start(options: WorldOptions): Promise<World> {
    const { compiled, seed, apis = 2, workers = 2, broken, redis, server } = options;
    await using services = new AsyncDisposableStack();
    const folder = mkdtempSync(path.join(tmpdir(), 'greenroom-faults-'));
    services.defer(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const front = services.adopt(await WebhookFront.start(), (one) => one.close());
    const endpoint = services.adopt(await CustomerEndpoint.start(), (one) => one.stop());
    const application = services.adopt(
      await startApplication({
        mail: true,
        stripe: true,
        webhookUrl: front.url,
        settings: SETTINGS,
        ...(server && { databaseServer: server.databaseUrl }),
      }),
      (one) => one.stop(),
    );
    const trail = await Trail.lay(application.database);
    await endpoint.subscribe(application);
    const time = new VirtualTime(application.clock, path.join(folder, 'clock'));
    const random = new SeededRandom(seed);
    const disturbances = new Disturbances();
    // Which process is asked depends on how often one has to ask: that must not change which faults follow.
    const forAsking = new SeededRandom(seed);
    const processes = {
      compiled,
      application,
      folder,
      clockFile: time.file,
      random: forAsking,
      disturbances,
    };
    const fleet = services.adopt(await Fleet.start({ ...processes, apis, workers, broken }), (one) =>
      one.stop(),
    );
    front.target = () => fleet.api()?.url ?? 'http://127.0.0.1:1';
    return new World(
      application,
      fleet,
      front,
      endpoint,
      new StripeSide(application),
      time,
      trail,
      disturbances,
      random,
      redis,
      server,
      services.move(),
    );
  }

  get now(): Date {
    return this.time.now;
  }

  stop(): Promise<void> {
    return this.services.disposeAsync();
  }

  /** Asks one process, then another, until one of them answers; somebody who presses the button again does the same. */
  async ask<R extends RouteContract>(
    route: R,
    options: CallOptions<R>,
    person?: Pick<Client, 'cookie'>,
  ): Promise<Answer<ResponseOf<R>>> {
    const headers = { ...options.headers, ...(person && { cookie: person.cookie }) };
    const press = async () => {
      const api = this.fleet.api();
      if (!api) return false;
      try {
        const { status, ...rest } = await api.visitor().try(route, { ...options, headers });
        return status < 500 && { status, ...rest };
      } catch {
        // It was killed, or cut off: whether it did what it was asked for is not known.
        return false;
      }
    };
    const answer = await waitFor(`an answer to ${route.path}`, press, LONG_MS);
    return answer as Answer<ResponseOf<R>>;
  }

  /** Has the wake-ups of due work carried by another queue from now on. */
  async useQueue(queue: World['queue']): Promise<void> {
    this.queue = queue;
    await this.fleet.moveQueue(queue === 'Redis' ? this.redis?.url : undefined);
  }

  /** Takes every fault back, and waits until all that follows from what happened has happened. */
  async heal(): Promise<void> {
    await mailFault(this.application, { mode: 'none' });
    this.disturbances.end('unanswered');
    await this.stripe.fault({ mode: 'none' });
    this.endpoint.heal();
    this.presence = 'in order';
    await this.fleet.heal();
    await this.quiet();
    // What failed is tried again after a while, and payments of which nobody told are asked for.
    for (let round = 0; round < RETRY_ROUNDS && (await hasRetries(this.application)); round += 1) {
      await this.advance(RETRIES_SECONDS);
      await this.quiet();
    }
    this.front.mode = 'once';
  }

  /** Moves the time, and waits for what is due by then. Nothing when it is later already. */
  async reach(instant: Date): Promise<void> {
    await this.moveTo(instant);
    await this.quiet();
  }

  async moveTo(instant: Date): Promise<void> {
    const seconds = (instant.getTime() - this.now.getTime()) / 1_000;
    if (seconds > 0) await this.advance(seconds);
  }

  /** Moves the time on. It does not leap over the leases of those who are well: they finish what they have in hand, as they would have. */
  async advance(seconds: number): Promise<void> {
    await waitFor('what is in hand to be done', async () => !(await this.isInHand()), LONG_MS);
    this.time.advance(seconds);
  }

  /**
   * Nothing is due and nobody who is well has anything in hand. Gives up when nothing changes any more for a long time: then the checker says
   * what is overdue.
   */
  async quiet(): Promise<void> {
    let looks = 0;
    const look = async () => {
      looks = (await this.isQuiet()) ? looks + 1 : 0;
      return looks === 2;
    };
    for (let before = '', now = ' '; before !== now;) {
      if (await waitFor('nothing to be due', look, STANDSTILL_MS).catch(() => false)) return;
      before = now;
      now = JSON.stringify([await dueRows(this.application), await this.trail.open()]);
    }
    await this.advance(RETRIES_SECONDS);
  }

  due(): Promise<DueRowOfKind[]> {
    return dueRows(this.application);
  }

  private async isQuiet(): Promise<boolean> {
    return (await this.due()).length === 0 && !(await this.isInHand());
  }

  /** Whether a process that nothing came upon meanwhile has taken a row and not finished it. */
  private async isInHand(): Promise<boolean> {
    const open = await this.trail.open();
    return open.some(({ owner, claimedAt }) => !this.disturbances.cameUpon(owner, claimedAt));
  }
}
