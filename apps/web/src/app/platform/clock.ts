import { Injectable, type Signal, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { map, timer } from 'rxjs';

/** The only place of the portal that reads the time. All values are milliseconds since the epoch, UTC. */
@Injectable({ providedIn: 'root' })
export class Clock {
  now(): number {
    return Date.now();
  }

  /** Resolves after so many seconds. */
  wait(seconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }

  /** The time, renewed every second while the caller's injection context lives. For countdowns. */
  everySecond(): Signal<number> {
    return toSignal(timer(0, 1000).pipe(map(() => this.now())), { initialValue: this.now() });
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
