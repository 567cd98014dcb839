import { Clock } from '../../src/platform/clock.ts';

/** The real time, moved by as much as a test says. */
export class TestClock extends Clock {
  private offsetMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Moves on by seconds; back when negative. */
  advance(seconds: number): void {
    this.offsetMs += seconds * 1000;
  }

  /** Makes `now` the given instant; the time goes on from there. */
  moveTo(instant: Date): void {
    this.offsetMs = instant.getTime() - Date.now();
  }
}
