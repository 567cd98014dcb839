import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Backlog } from '../platform/due-work/backlog.ts';
import type { DueRow, DueWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { BookingRepository } from './booking.repository.ts';
import { SlotTaking } from './slot-taking.ts';

/** Frees slots whose hold lapsed unpaid. */
@Injectable()
export class HoldExpiry implements DueWork, OnModuleInit {
  readonly kind = 'hold-expiry';
  readonly lane = 'prompt';

  constructor(
    private readonly database: Database,
    private readonly repository: BookingRepository,
    private readonly interviews: InterviewsRepository,
    private readonly slots: SlotTaking,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly registry: DueWorkRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  due(now: Date, limit: number): Promise<readonly DueRow[]> {
    return this.repository.dueHolds(now, limit);
  }

  backlog(now: Date): Promise<Backlog> {
    return this.repository.backlogOfHolds(now);
  }

  async run(id: string): Promise<void> {
    const expired = await this.database.transaction(async (tx) => {
      const interview = await this.interviews.lock(tx, id);
      if (
        interview?.status !== 'held' ||
        !interview.holdExpiresAt ||
        interview.holdExpiresAt > this.clock.now()
      )
        return false;
      await this.slots.expire(tx, id);
      return true;
    });
    if (expired) await this.outbox.flush(id);
  }
}
