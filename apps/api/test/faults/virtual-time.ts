import { writeFileSync } from 'node:fs';
import type { TestClock } from '../support/test-clock.ts';

/** One time for the test's own application and for every process that it starts, by a file that they read. */
export class VirtualTime {
  private readonly moves: { readonly realMs: number; readonly offsetMs: number }[] = [];

  constructor(
    private readonly clock: TestClock,
    /** Holds how far the time is ahead of the real one, in ms. */
    readonly file: string,
  ) {
    this.write(0);
  }

  get now(): Date {
    return this.clock.now();
  }

  advance(seconds: number): void {
    this.clock.advance(seconds);
    this.write(this.offsetMs + seconds * 1_000);
  }

  /** Nothing when it is later already. */
  moveTo(instant: Date): void {
    const seconds = (instant.getTime() - this.now.getTime()) / 1_000;
    if (seconds > 0) this.advance(seconds);
  }

  /** What time it was, in ms, at a moment of the real time: the mail server does not know ours. */
  at(realMs: number): number {
    const last = this.moves.findLast((move) => move.realMs <= realMs);
    return realMs + (last?.offsetMs ?? 0);
  }

  private get offsetMs(): number {
    return this.moves.at(-1)?.offsetMs ?? 0;
  }

  private write(offsetMs: number): void {
    writeFileSync(this.file, String(offsetMs));
    this.moves.push({ realMs: Date.now(), offsetMs });
  }
}
