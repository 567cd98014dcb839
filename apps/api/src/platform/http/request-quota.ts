import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '../database/database.ts';
import { AppError } from './app-error.ts';

/** Limits how often somebody may ask for something expensive or guessable; counted in the database, so over all processes. */
@Injectable()
export class RequestQuota {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly database: Database) {}

  /**
   * Takes one from the quota of `key`.
   *
   * @param seconds length of the window in which `points` requests are allowed.
   * @throws AppError `rate-limited`, with the seconds to wait.
   */
  async take(rule: { name: string; points: number; seconds: number }, key: string): Promise<void> {
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
  async forget(rule: { name: string; points: number; seconds: number }, key: string): Promise<void> {
    await this.limiter(rule).delete(key);
  }

  private limiter(rule: { name: string; points: number; seconds: number }): RateLimiterPostgres {
    const known = this.limiters.get(rule.name);
    if (known) return known;
    const limiter = new RateLimiterPostgres({
      storeClient: this.database.pool,
      storeType: 'pool',
      tableName: 'request_quota',
      tableCreated: true,
      keyPrefix: rule.name,
      points: rule.points,
      duration: rule.seconds,
    });
    this.limiters.set(rule.name, limiter);
    return limiter;
  }
}
