import { randomUUID } from 'node:crypto';
import { EventQueues, type ReportOptions } from './event-queues.ts';
import type { RecorderState } from './recorder.ts';

interface RecorderEvent {
  readonly id: string;
  readonly room: string;
  readonly state: RecorderState;
  readonly occurredAt: string;
}

/** Tells the API when a recorder came and went, in order per room, repeated until taken. */
export class RecorderReporter {
  readonly #now: () => number;
  readonly #queues: EventQueues<RecorderEvent>;

  constructor(options: ReportOptions) {
    this.#now = options.now;
    this.#queues = new EventQueues({
      ...options,
      path: '/api/conference/recordings/states',
      kindOf: ({ state }) => state,
    });
  }

  report(room: string, state: RecorderState): void {
    this.#queues.add({ id: randomUUID(), room, state, occurredAt: new Date(this.#now()).toISOString() });
  }

  /** Waits until everything is delivered, at most `timeoutMs`, then gives up what is left. */
  stop(timeoutMs: number): Promise<void> {
    return this.#queues.stop(timeoutMs);
  }
}
