import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import { Clock } from '../clock.ts';
import type { DueWork } from './due-work.ts';
import { DueWorkRegistry } from './due-work-registry.ts';
import { WakeUps } from './wake-ups.ts';

const ROWS_PER_LOOK = 200;

/**
 * Looks for due rows at a steady pace, in every worker. It does not depend on the queue: where the queue does not take a wake-up, the
 * work is done here.
 */
@Injectable()
export class Sweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Sweep.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly registry: DueWorkRegistry,
    private readonly wakeUps: WakeUps,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** One look over every kind of due work. */
  async look(): Promise<void> {
    // Asked once in a look whether it takes anything: each refusal of a queue that hangs takes its time.
    let queueTakes = true;
    for (const work of this.registry.all()) {
      try {
        for (const id of await work.due(this.clock.now(), ROWS_PER_LOOK)) {
          if (this.stopped) return;
          queueTakes &&= await this.wakeUps.announce({ kind: work.kind, id });
          if (!queueTakes) await this.run(work, id);
        }
      } catch (failure) {
        this.logger.error(
          { err: failure, kind: work.kind },
          'Looking for due work failed; it is looked for again',
        );
      }
    }
  }

  /** One row that cannot be done must not keep the others from being done. */
  private async run(work: DueWork, id: string): Promise<void> {
    try {
      await work.run(id);
    } catch (failure) {
      this.logger.error(
        { err: failure, kind: work.kind, id },
        'Due work failed; its row says when it is tried again',
      );
    }
  }

  private schedule(delayMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.look().finally(() => this.schedule(this.environment.SWEEP_INTERVAL_MS));
    }, delayMs);
  }
}
