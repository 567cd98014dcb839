import { Injectable } from '@nestjs/common';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { Database } from '../database/database.ts';
import { AppError } from './app-error.ts';

/** How often something may be asked for. */
export interface QuotaRule {
  readonly name: string;
  /** Requests that are allowed in a window. */
  readonly points: number;
  /** Length of the window. */
  readonly seconds: number;
  /**
   * Where it is counted: in the database, so over all processes, unless said. `process` is for reads that cost no more than the counting
   * itself would: each process allows the whole quota.
   */
  readonly scope?: 'process';
}

/** Limits how often somebody may ask for something expensive or guessable. */
@Injectable()
export class RequestQuota {
  private readonly limiters = new Map<string, RateLimiterAbstract>();

  constructor(private readonly database: Database) {}

  /**
   * Takes one from the quota of `key`.
   *
   * @throws AppError `rate-limited`, with the seconds to wait.
   */
  async take(rule: QuotaRule, key: string): Promise<void> {
    try {
      await this.limiter(rule).consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw new AppError('rate-limited', `Too many requests. Try again in ${retryAfterSeconds} seconds.`, {
        retryAfterSeconds,
      });
    }
  }

  /** Gives back what was taken from the quota of `key`: it was no guess. */
  async forget(rule: QuotaRule, key: string): Promise<void> {
    await this.limiter(rule).delete(key);
  }

  private limiter(rule: QuotaRule): RateLimiterAbstract {
    const known = this.limiters.get(rule.name);
    if (known) return known;
    const counting = { keyPrefix: rule.name, points: rule.points, duration: rule.seconds };
    const limiter = rule.scope === 'process' ? new RateLimiterMemory(counting) : this.sharedLimiter(counting);
    this.limiters.set(rule.name, limiter);
    return limiter;
  }

  private sharedLimiter(counting: {
    keyPrefix: string;
    points: number;
    duration: number;
  }): RateLimiterAbstract {
    return new RateLimiterPostgres({
      ...counting,
      storeClient: this.database.pool,
      storeType: 'pool',
      tableName: 'request_quota',
      tableCreated: true,
    });
  }
}
