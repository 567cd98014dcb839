import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import { Clock } from '../clock.ts';
import type { DueRow, DueWork } from './due-work.ts';
import { DueWorkRegistry } from './due-work-registry.ts';
import { DueWorkRunner } from './due-work-runner.ts';
import { type Lane, LANES, placesOf } from './lanes.ts';
import { SweepLooks } from './sweep-looks.ts';
import { WakeUps } from './wake-ups.ts';

const ROWS_PER_LOOK = 200;

/**
 * A row that has been due for longer than this was not met by its wake-up, though the queue may say that it has one: the worker that took
 * it may be dead.
 */
const OVERDUE_MS = 5_000;

interface MissedRow {
  readonly work: DueWork;
  readonly id: string;
}

/**
 * Looks for due rows at a steady pace, in every worker, in each lane by itself. It does not depend on the queue: what the queue does not
 * take, or took and did not bring about, is done here.
 */
@Injectable()
export class Sweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Sweep.name);
  private readonly timers = new Map<Lane, NodeJS.Timeout>();
  private readonly looks = new Map<Lane, Promise<void>>();
  private stopped = false;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly registry: DueWorkRegistry,
    private readonly wakeUps: WakeUps,
    private readonly runner: DueWorkRunner,
    private readonly signs: SweepLooks,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.signs.begin();
    for (const lane of LANES) this.schedule(lane, 0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.all(this.looks.values());
    await this.signs.end();
  }

  /** One look over every kind of due work of a lane: what is due now is announced, what was missed is done. */
  private async look(lane: Lane): Promise<void> {
    await this.signs.record(lane);
    const missed = await this.announceDue(lane);
    const doOneByOne = async () => {
      for (let row = missed.shift(); row && !this.stopped; row = missed.shift()) {
        await this.runner.run(row.work, row.id);
        await this.signs.record(lane);
      }
    };
    await Promise.all(Array.from({ length: placesOf(lane) }, doOneByOne));
  }

  /** Returns the rows that no wake-up will bring about. */
  private async announceDue(lane: Lane): Promise<MissedRow[]> {
    const missed: MissedRow[] = [];
    // Asked once in a look whether it takes anything: each refusal of a queue that hangs takes its time.
    let queueTakes = true;
    for (const work of this.registry.all().filter((one) => one.lane === lane)) {
      for (const { id, dueAt } of await this.dueRows(work)) {
        if (this.stopped) return [];
        const dueInMs = dueAt.getTime() - this.clock.now().getTime();
        const isOverdue = dueInMs < -OVERDUE_MS;
        if (!isOverdue) queueTakes &&= await this.wakeUps.announce({ kind: work.kind, id }, dueInMs);
        if (isOverdue || (!queueTakes && dueInMs <= 0)) missed.push({ work, id });
      }
    }
    return missed;
  }

  private async dueRows(work: DueWork): Promise<readonly DueRow[]> {
    try {
      return await work.due(this.clock.now(), ROWS_PER_LOOK);
    } catch (failure) {
      this.logger.error(
        { err: failure, dueWork: work.kind },
        'Looking for due work failed; it is looked for again',
      );
      return [];
    }
  }

  private schedule(lane: Lane, delayMs: number): void {
    if (this.stopped) return;
    const begin = () => {
      const look = this.look(lane).finally(() => this.schedule(lane, this.environment.SWEEP_INTERVAL_MS));
      this.looks.set(lane, look);
    };
    this.timers.set(lane, setTimeout(begin, delayMs));
  }
}
