import { Clock } from '../../src/platform/clock.ts';

/** The real time, moved by as much as a test says. */
export class TestClock extends Clock {
  private offsetMs = 0;
  private heldAt: Date | undefined;

  override now(): Date {
    return this.heldAt ?? new Date(Date.now() + this.offsetMs);
  }

  /** Moves on by seconds; back when negative. */
  advance(seconds: number): void {
    this.moveTo(new Date(this.now().getTime() + seconds * 1000));
  }

  /** Makes `now` the given instant; the time goes on from there. */
  moveTo(instant: Date): void {
    this.heldAt = undefined;
    this.offsetMs = instant.getTime() - Date.now();
  }

  /** Makes `now` the given instant until it is moved again: what is not due then does not become due, however slow the machine is. */
  holdAt(instant: Date): void {
    this.heldAt = instant;
  }
}
