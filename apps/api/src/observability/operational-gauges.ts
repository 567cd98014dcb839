import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock } from '../platform/clock.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { Metrics } from './metrics.ts';
import { PlannedRoomsRepository } from './planned-rooms.repository.ts';

/** How far ahead of the bookings bridges are asked for, minutes by label: enough to start a node, to plan a day. */
const HORIZONS = { '30m': 30, '2h': 120, '24h': 1_440 } as const;

/**
 * What workers and bridges are scaled by: read from the database at each scrape, by the worker alone, so that every worker says the same.
 * While the database is away there are no such values, rather than old ones.
 */
@Injectable()
export class OperationalGauges implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly dueWork: DueWorkRegistry,
    private readonly plannedRooms: PlannedRoomsRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const { registry } = this.metrics;
    this.gauge(registry, {
      name: 'greenroom_due_work_age_seconds',
      help: 'How long the longest overdue row has been due, by kind of work; 0 when nothing is',
      label: 'kind',
      values: () => this.agesOfDueWork(),
    });
    this.gauge(registry, {
      name: 'greenroom_planned_rooms',
      help: 'Most rooms that bookings need at once within the time ahead',
      label: 'within',
      values: () => this.planned(),
    });
  }

  private gauge(
    registry: Metrics['registry'],
    spec: { name: string; help: string; label: string; values: () => Promise<(readonly [string, number])[]> },
  ): void {
    const gauge = new Gauge({
      name: spec.name,
      help: spec.help,
      labelNames: [spec.label],
      registers: [registry],
      collect: async () => {
        gauge.reset();
        const values = await spec.values().catch(() => []);
        for (const [label, value] of values) gauge.set({ [spec.label]: label }, value);
      },
    });
  }

  private async agesOfDueWork(): Promise<(readonly [string, number])[]> {
    const now = this.clock.now();
    return Promise.all(
      this.dueWork.all().map(async (work) => {
        const [first] = await work.due(now, 1);
        const seconds = first ? (now.getTime() - first.dueAt.getTime()) / 1000 : 0;
        return [work.kind, Math.max(0, seconds)] as const;
      }),
    );
  }

  private async planned(): Promise<(readonly [string, number])[]> {
    const now = this.clock.now();
    return Promise.all(
      Object.entries(HORIZONS).map(async ([label, minutes]) => {
        const until = new Date(now.getTime() + minutes * 60_000);
        return [label, await this.plannedRooms.peak(now, until)] as const;
      }),
    );
  }
}
