import { randomUUID } from 'node:crypto';
import { signBody } from './signature.ts';

export interface ReportedOccupant {
  /** Nick in the room, the library's endpoint id. */
  readonly id: string;
  /** `context.user.id` of the token. */
  readonly userId: string;
  readonly name: string;
  readonly role: 'moderator' | 'participant';
}

export type PresenceFact =
  | { readonly type: 'room-created' | 'room-destroyed' }
  | { readonly type: 'occupant-joined' | 'occupant-left'; readonly occupant: ReportedOccupant };

type PresenceEvent = PresenceFact & {
  readonly id: string;
  readonly sequence: number;
  readonly room: string;
  readonly occurredAt: string;
};

interface RoomQueue {
  sequence: number;
  readonly waiting: PresenceEvent[];
  sending: boolean;
}

export interface PresenceReporterOptions {
  /** Where the events go. */
  readonly url: string;
  readonly secret: string;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly log: (message: string) => void;
  /** First pause after a failure, milliseconds; doubled up to `maxRetryMs`. */
  readonly retryMs?: number;
  readonly maxRetryMs?: number;
  /** Events kept for all rooms together while the API is away; beyond it the oldest of the fullest room is dropped. */
  readonly capacity?: number;
}

const BATCH = 50;
const TIMEOUT_MS = 5000;

/**
 * Tells the API who is in which room. Events of a room arrive in order, one request at a time, and are repeated until
 * taken; rooms do not wait for each other. Event ids make repeating harmless.
 */
export class PresenceReporter {
  readonly #options: PresenceReporterOptions;
  readonly #rooms = new Map<string, RoomQueue>();
  readonly #stopping = new AbortController();
  #size = 0;
  #dropped = 0;

  constructor(options: PresenceReporterOptions) {
    this.#options = options;
  }

  /** Events that the API has not taken yet. */
  get backlog(): number {
    return this.#size;
  }

  /** Events given up because the API was away for too long. */
  get dropped(): number {
    return this.#dropped;
  }

  report(room: string, fact: PresenceFact): void {
    if (this.#stopping.signal.aborted) return;
    const queue = this.#queueOf(room);
    // A room that comes back under its name starts to count anew.
    queue.sequence = fact.type === 'room-created' ? 1 : queue.sequence + 1;
    queue.waiting.push({
      ...fact,
      id: randomUUID(),
      sequence: queue.sequence,
      room,
      occurredAt: new Date(this.#options.now()).toISOString(),
    });
    this.#size++;
    this.#keepWithinCapacity();
    if (!queue.sending) void this.#drain(room, queue);
  }

  /** Waits until everything is delivered, at most `timeoutMs`, then gives up what is left. */
  async stop(timeoutMs: number): Promise<void> {
    const deadline = setTimeout(() => this.#stopping.abort(), timeoutMs);
    while (this.#size > 0 && !this.#stopping.signal.aborted) await pause(10, this.#stopping.signal);
    clearTimeout(deadline);
    this.#stopping.abort();
  }

  #queueOf(room: string): RoomQueue {
    const existing = this.#rooms.get(room);
    if (existing) return existing;
    const queue: RoomQueue = { sequence: 0, waiting: [], sending: false };
    this.#rooms.set(room, queue);
    return queue;
  }

  #keepWithinCapacity(): void {
    if (this.#size <= (this.#options.capacity ?? 10_000)) return;
    const fullest = [...this.#rooms.values()].reduce((a, b) => (b.waiting.length > a.waiting.length ? b : a));
    fullest.waiting.shift();
    this.#size--;
    this.#dropped++;
    if (this.#dropped === 1)
      this.#options.log('presence: the API has been away for too long, events are dropped');
  }

  async #drain(room: string, queue: RoomQueue): Promise<void> {
    queue.sending = true;
    let failures = 0;
    while (queue.waiting.length > 0 && !this.#stopping.signal.aborted) {
      const batch = queue.waiting.slice(0, BATCH);
      if (await this.#deliver(batch)) {
        failures = 0;
        // By identity: the head may have been dropped for capacity meanwhile.
        const delivered = new Set(batch);
        const left = queue.waiting.filter((event) => !delivered.has(event));
        this.#size -= queue.waiting.length - left.length;
        queue.waiting.splice(0, queue.waiting.length, ...left);
        this.#forgetWhenOver(room, queue, batch);
      } else {
        if (failures === 0) this.#options.log(`presence: events of room ${room} were not taken, repeating`);
        await pause(this.#backoff(failures++), this.#stopping.signal);
      }
    }
    queue.sending = false;
  }

  /** Keeps the counter of a room only while the room lives. */
  #forgetWhenOver(room: string, queue: RoomQueue, delivered: readonly PresenceEvent[]): void {
    if (queue.waiting.length === 0 && delivered.at(-1)?.type === 'room-destroyed') this.#rooms.delete(room);
  }

  #backoff(failures: number): number {
    const { retryMs = 250, maxRetryMs = 15_000 } = this.#options;
    return Math.min(retryMs * 2 ** failures, maxRetryMs);
  }

  async #deliver(events: readonly PresenceEvent[]): Promise<boolean> {
    const { url, secret, now } = this.#options;
    const body = JSON.stringify({ events });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-greenroom-signature': signBody(body, secret, now() / 1000),
        },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), this.#stopping.signal]),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
}

/** Resolves after `ms`, or at once when the signal fires. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
