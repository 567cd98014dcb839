import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Database } from '../platform/database/database.ts';

/** Whether this process should be sent requests: its database answers and it is not shutting down. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  private leaving = false;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly database: Database,
  ) {}

  /** Nothing closes before those who send requests had the time to read that this process leaves. */
  async beforeApplicationShutdown(): Promise<void> {
    this.leaving = true;
    await pause(this.environment.SHUTDOWN_DELAY_MS);
  }

  get isLeaving(): boolean {
    return this.leaving;
  }

  async check(): Promise<{ ready: boolean; reason?: string }> {
    if (this.leaving) return { ready: false, reason: 'shutting down' };
    try {
      await this.database.pool.query('SELECT 1');
      return { ready: true };
    } catch {
      return { ready: false, reason: 'the database does not answer' };
    }
  }
}
