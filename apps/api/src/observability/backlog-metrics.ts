import { Injectable, Logger } from '@nestjs/common';
import type { LaneHealth, SystemHealth } from '@greenroom/contracts';
import { Gauge } from 'prom-client';
import { Metrics } from './metrics.ts';
import { SystemHealthService } from './system-health.service.ts';

/**
 * Queues and due work for Prometheus; how late the work is, `OperationalGauges` says. They are of the database and so the same from every process: take the maximum over them, not the sum.
 * What could not be read is left out, so that its absence can be alerted on.
 */
@Injectable()
export class BacklogMetrics {
  private readonly logger = new Logger(BacklogMetrics.name);
  private readonly rows;
  private readonly jobs;
  private readonly sweepAge;
  private readonly workers;

  constructor(
    private readonly metrics: Metrics,
    private readonly health: SystemHealthService,
  ) {
    const registers = [metrics.registry];
    this.rows = new Gauge({
      name: 'greenroom_due_work_rows',
      help: 'Rows of due work, by kind: due now, ahead, or parked for a person',
      labelNames: ['lane', 'kind', 'state'] as const,
      registers,
    });
    this.jobs = new Gauge({
      name: 'greenroom_queue_jobs',
      help: 'Wake-ups in the queues, by lane and state; absent while a queue does not answer',
      labelNames: ['lane', 'state'] as const,
      registers,
    });
    this.sweepAge = new Gauge({
      name: 'greenroom_sweep_age_seconds',
      help: 'Seconds since a worker last looked for due work, by lane; absent where none has',
      labelNames: ['lane'] as const,
      registers,
    });
    this.workers = new Gauge({
      name: 'greenroom_workers',
      help: 'Worker processes that looked for due work lately, by lane',
      labelNames: ['lane'] as const,
      registers,
    });
  }

  /** Everything that is exported, with the figures of this moment. */
  async expose(): Promise<string> {
    const health = await this.read();
    for (const gauge of [this.rows, this.jobs, this.sweepAge, this.workers]) gauge.reset();
    if (health) for (const lane of health.lanes) this.set(lane, health.checkedAt);
    return this.metrics.registry.metrics();
  }

  private async read(): Promise<SystemHealth | null> {
    try {
      return await this.health.read();
    } catch (failure) {
      this.logger.warn({ err: failure }, 'The due work could not be counted; its metrics are left out');
      return null;
    }
  }

  private set({ lane, queue, lastSweptAt, workers, work }: LaneHealth, now: SystemHealth['checkedAt']): void {
    for (const { kind, due, ahead, parked } of work) {
      this.rows.set({ lane, kind, state: 'due' }, due);
      this.rows.set({ lane, kind, state: 'ahead' }, ahead);
      if (parked !== null) this.rows.set({ lane, kind, state: 'parked' }, parked);
    }
    for (const [state, count] of Object.entries(queue ?? {})) this.jobs.set({ lane, state }, count);
    if (lastSweptAt !== null) this.sweepAge.set({ lane }, (Date.parse(now) - Date.parse(lastSweptAt)) / 1000);
    this.workers.set({ lane }, workers);
  }
}
