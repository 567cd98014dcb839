import { renameSync, writeFileSync } from 'node:fs';
import type { TestClock } from '../support/test-clock.ts';

/** One time for the test's own application and for every process that it starts, by a file that they read. */
export class VirtualTime {
  private offsetMs = 0;

  constructor(
    private readonly clock: TestClock,
    /** Holds how far the time is ahead of the real one, in ms. */
    readonly file: string,
  ) {
    this.advance(0);
  }

  get now(): Date {
    return this.clock.now();
  }

  advance(seconds: number): void {
    this.clock.advance(seconds);
    this.offsetMs += seconds * 1_000;
    writeMilliseconds(this.file, this.offsetMs);
  }
}

/** Puts a number into a file that processes read at any moment: they find the one before or this one, and never half of it. */
export function writeMilliseconds(file: string, milliseconds: number): void {
  writeFileSync(`${file}.new`, String(milliseconds));
  renameSync(`${file}.new`, file);
}
