import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import { type Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import { isTransient } from './database-errors.ts';

/** A running transaction; repositories take it so that a service decides what commits together. */
export type Transaction = Prisma.TransactionClient;

const ATTEMPTS = 4;

/**
 * A process that hangs in the middle of a transaction keeps its locks for so long; then the database ends the transaction, and what the process
 * would still commit is refused.
 */
const ABANDONED_MS = 30_000;

/** The client writes instants without their zone and reads them as UTC, so every session speaks UTC, whatever the server's setting. */
const UTC_SESSION = '-c TimeZone=UTC';

/** The connection pool and the database client over it. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly pool: pg.Pool;
  /** For single statements; everything that belongs together goes through {@link transaction}. */
  readonly client: PrismaClient;

  constructor(@Inject(ENVIRONMENT) environment: Pick<Environment, 'DATABASE_URL' | 'DATABASE_POOL_SIZE'>) {
    this.pool = new pg.Pool({
      connectionString: environment.DATABASE_URL,
      max: environment.DATABASE_POOL_SIZE,
      connectionTimeoutMillis: 5_000,
      idle_in_transaction_session_timeout: ABANDONED_MS,
      application_name: 'greenroom',
      options: UTC_SESSION,
    });
    // An idle connection that the server closes must not end the process; the pool opens a new one.
    this.pool.on('error', () => undefined);
    this.client = new PrismaClient({ adapter: new PrismaPg(this.pool) });
  }

  /**
   * Runs `work` in one transaction (read committed), again when another transaction was in the way. `work` must have no effect outside
   * the database: it can run more than once.
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.client.$transaction(work, { maxWait: 10_000, timeout: 20_000 });
      } catch (failure) {
        if (attempt >= ATTEMPTS || !isTransient(failure)) throw failure;
      }
    }
  }

  /** After everything that uses it: sweeps, workers and requests end in the steps before. */
  async onApplicationShutdown(): Promise<void> {
    await this.client.$disconnect();
    await this.pool.end();
  }
}
