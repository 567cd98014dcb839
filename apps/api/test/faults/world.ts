import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ResponseOf, RouteContract } from '@greenroom/contracts';
import type { DueRow } from '../../src/platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../../src/platform/due-work/due-work-registry.ts';
import type { CompiledApi } from '../support/api-process.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import type { Answer, CallOptions } from '../support/client.ts';
import { mailFault } from '../support/mailbox.ts';
import { StripeSide } from '../support/payments.ts';
import { waitFor } from '../support/wait-for.ts';
import type { Acknowledgement, Evidence } from './evidence.ts';
import { collectEvidence } from './evidence-collection.ts';
import { type BrokenPart, Fleet } from './fleet.ts';
import { SeededRandom } from './seeded-random.ts';
import { VirtualTime } from './virtual-time.ts';
import { WebhookFront } from './webhook-front.ts';

/** Longer than any wait between two tries of what failed just now. */
const RETRIES_SECONDS = 70;
const RETRY_ROUNDS = 4;

interface WorldOptions {
  readonly compiled: CompiledApi;
  readonly seed: number;
  readonly apis?: number;
  readonly workers?: number;
  readonly broken?: BrokenPart;
}

/** Everything that a fault test runs in: the processes, the services outside, the time, and what has been answered so far. */
export class World {
  readonly acknowledged: Acknowledgement[] = [];
  /** See {@link Evidence}. */
  explainedCopies = 0;

  private constructor(
    readonly application: TestApplication,
    readonly fleet: Fleet,
    readonly front: WebhookFront,
    readonly stripe: StripeSide,
    readonly time: VirtualTime,
    readonly random: SeededRandom,
    private readonly folder: string,
  ) {}

  static async start({ compiled, seed, apis = 2, workers = 2, broken }: WorldOptions): Promise<World> {
    const folder = mkdtempSync(path.join(tmpdir(), 'greenroom-faults-'));
    const front = await WebhookFront.start();
    const application = await startApplication({ mail: true, stripe: true, webhookUrl: front.url });
    const time = new VirtualTime(application.clock, path.join(folder, 'clock'));
    const random = new SeededRandom(seed);
    const options = { compiled, application, folder, clockFile: time.file, random, apis, workers, broken };
    const fleet = await Fleet.start(options);
    front.target = () => fleet.api()?.url ?? 'http://127.0.0.1:1';
    const stripe = new StripeSide(application);
    return new World(application, fleet, front, stripe, time, random, folder);
  }

  /** Asks one process, then another, until one of them answers; somebody who presses the button again does the same. */
  async ask<R extends RouteContract>(
    route: R,
    options: CallOptions<R>,
    person?: AccountClient,
  ): Promise<Answer<ResponseOf<R>>> {
    const headers = { ...options.headers, ...(person && { cookie: person.cookie }) };
    const answer = await waitFor(`an answer to ${route.path}`, async () => {
      const api = this.fleet.api();
      if (!api) return false;
      try {
        const { status, ...rest } = await api.visitor().try(route, { ...options, headers });
        return status < 500 && { status, ...rest };
      } catch {
        // It was killed, or cut off: whether it did what it was asked for is not known.
        return false;
      }
    });
    return answer as Answer<ResponseOf<R>>;
  }

  /** The application as it is seen behind one of the processes. */
  behindApi(): TestApplication {
    const api = this.fleet.api();
    if (!api) throw new Error('No API process is up');
    return { ...this.application, url: api.url, visitor: () => api.visitor() };
  }

  /** Takes every fault back, and waits until all that follows from what happened has happened. */
  async heal(): Promise<void> {
    await mailFault(this.application, { mode: 'none' });
    await this.stripe.fault({ mode: 'none' });
    await this.fleet.heal();
    await this.quiet();
    // What failed is tried again after a while, and payments of which nobody told are asked for.
    for (let round = 0; round < RETRY_ROUNDS && (await this.hasRetries()); round += 1) {
      this.time.advance(RETRIES_SECONDS);
      await this.quiet();
    }
    this.front.mode = 'once';
  }

  /** Moves the time, and waits for what is due by then. */
  async reach(instant: Date): Promise<void> {
    this.time.moveTo(instant);
    await this.quiet();
  }

  /** Nothing is due and nobody has anything in hand. Gives up after a while: then the checker says what is overdue. */
  async quiet(): Promise<void> {
    let looks = 0;
    const settled = await waitFor('nothing to be due', async () => {
      looks = (await this.isQuiet()) ? looks + 1 : 0;
      return looks === 2;
    }).catch(() => false);
    if (!settled) this.time.advance(RETRIES_SECONDS);
  }

  async evidence(): Promise<Evidence> {
    const now = this.time.now.getTime();
    const due = await this.dueRows();
    return collectEvidence(this, [
      ...due.map(({ kind, id, dueAt }) => ({ kind, id, overdueMs: now - dueAt.getTime() })),
    ]);
  }

  async stop(): Promise<void> {
    await this.fleet.stop();
    await this.application.stop();
    await this.front.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async dueRows(): Promise<(DueRow & { readonly kind: string })[]> {
    const { now } = this.time;
    const registry = this.application.get(DueWorkRegistry, { strict: false });
    const rows = await Promise.all(
      registry.all().map(async (work) => {
        const due = await work.due(now, 1_000);
        return due.map((row) => ({ ...row, kind: work.kind }));
      }),
    );
    return rows.flat().filter(({ dueAt }) => dueAt <= now);
  }

  private async isQuiet(): Promise<boolean> {
    if ((await this.dueRows()).length > 0) return false;
    const { message } = this.application.database.client;
    return (await message.count({ where: { status: 'sending' } })) === 0;
  }

  private async hasRetries(): Promise<boolean> {
    const { message, outboxEvent, payment, workflowStep } = this.application.database.client;
    const counts = await Promise.all([
      message.count({ where: { status: { in: ['queued', 'sending'] } } }),
      outboxEvent.count({ where: { dispatchedAt: null } }),
      payment.count({ where: { nextCheckAt: { not: null } } }),
      workflowStep.count({ where: { status: 'pending', attempts: { gt: 0 } } }),
    ]);
    return counts.some((count) => count > 0);
  }
}
