import { computed, Injectable, type Signal, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { map, timer } from 'rxjs';

/** The `Date` header counts whole seconds and answers are under way for a while: less than this is no difference. */
const NOISE_MILLISECONDS = 2000;

/** An answer that took longer says too little about when it was made. */
const LONGEST_ROUND_TRIP_MILLISECONDS = 4000;

/**
 * The only place of the portal that reads the time. All values are milliseconds since the epoch, UTC, by the clock of the server, which
 * decides about holds and rooms: the clock of the device may be wrong by minutes.
 */
@Injectable({ providedIn: 'root' })
export class Clock {
  /** By how much the server's clock is ahead of the device's; undefined until an answer has told. */
  private readonly ahead = signal<number | undefined>(undefined);

  now(): number {
    return this.device() + (this.ahead() ?? 0);
  }

  /** The device's own time: to measure how long something takes, whatever is learned meanwhile. */
  device(): number {
    return Date.now();
  }

  /**
   * Compares with the server, once.
   *
   * @param date the `Date` header of an answer (RFC 9110, 6.6.1), cut to whole seconds
   * @param askedAt when the question was sent, by `device()`
   */
  learn(date: string | null, askedAt: number): void {
    const answeredAt = this.device();
    const server = Date.parse(date ?? '') + 500;
    const tooLong = answeredAt - askedAt > LONGEST_ROUND_TRIP_MILLISECONDS;
    if (this.ahead() !== undefined || Number.isNaN(server) || tooLong) return;
    const ahead = server - (askedAt + answeredAt) / 2;
    this.ahead.set(Math.abs(ahead) < NOISE_MILLISECONDS ? 0 : ahead);
  }

  /** Resolves after so many seconds. */
  wait(seconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }

  /** The time, renewed every second while the caller's injection context lives. For countdowns. */
  everySecond(): Signal<number> {
    const device = toSignal(timer(0, 1000).pipe(map(() => this.device())), { initialValue: this.device() });
    return computed(() => device() + (this.ahead() ?? 0));
  }
}

/** A clock for specifications: stands still until it is moved. */
export class FixedClock extends Clock {
  private readonly time = signal(0);

  constructor(now: string | number) {
    super();
    this.time.set(new Date(now).getTime());
  }

  override now(): number {
    return this.time();
  }

  override everySecond(): Signal<number> {
    return this.time.asReadonly();
  }

  /** Nobody waits in a specification: the clock moves on instead. */
  override async wait(seconds: number): Promise<void> {
    await Promise.resolve();
    this.advance(seconds);
  }

  advance(seconds: number): void {
    this.time.update((time) => time + seconds * 1000);
  }
}
