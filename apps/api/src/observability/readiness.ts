import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

/** Whether this process should be sent requests: its database answers and it is not shutting down. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  private leaving = false;

  constructor(private readonly database: Database) {}

  beforeApplicationShutdown(): void {
    this.leaving = true;
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
