import { randomUUID } from 'node:crypto';
import { pause } from './pause.ts';
import { postSigned } from './signed-post.ts';

export interface ReportedOccupant {
  /** Nick in the room, the library's endpoint id. */
  readonly id: string;
  /** `context.user.id` of the token. */
  readonly userId: string;
  readonly name: string;
  readonly role: 'moderator' | 'participant';
}

/** Somebody who is in a room now; `joinedAt` is the `occurredAt` of their report. */
export interface PresentOccupant extends ReportedOccupant {
  readonly joinedAt: string;
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
  /** Origin of the API, without a slash at the end. */
  readonly apiUrl: string;
  readonly secret: string;
  /** How this server calls itself where there are several; undefined where it is alone. */
  readonly shard?: string | undefined;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly log: (message: string) => void;
  /** First pause after a failure, milliseconds; doubled up to `maxRetryMs`. */
  readonly retryMs?: number;
  readonly maxRetryMs?: number;
  /** Events kept for all rooms together while the API is away; beyond it the oldest of the fullest room is dropped. */
  readonly capacity?: number;
}

const EVENTS = '/api/conference/events';
const STARTS = '/api/conference/starts';
const BATCH = 50;

/**
 * Tells the API who is in which room. Events of a room arrive in order, one request at a time, and are repeated until
 * taken; rooms do not wait for each other. Event ids make repeating harmless. An event that the API never takes is given
 * up, so that those behind it arrive.
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

  /** Events given up because the API was away for too long, or does not take them. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Whoever a server before this one had in its rooms is gone, and it may not have been able to say so.
   * Repeated until taken, beside whatever is reported meanwhile.
   */
  async reportStart(): Promise<void> {
    const startedAt = new Date(this.#options.now()).toISOString();
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; failures++) {
      const outcome = await postSigned(
        `${this.#options.apiUrl}${STARTS}`,
        { startedAt, shard: this.#options.shard },
        this.#options,
        signal,
      );
      if (outcome === 'taken') return;
      if (failures === 0) this.#options.log('presence: the start of the server was not taken, repeating');
      await pause(this.#backoff(failures), signal);
    }
  }

  /** @param at when it happened, milliseconds since the epoch, UTC, where that was not just now */
  report(room: string, fact: PresenceFact, at: number = this.#options.now()): void {
    if (this.#stopping.signal.aborted) return;
    const queue = this.#queueOf(room);
    // A room that comes back under its name starts to count anew.
    queue.sequence = fact.type === 'room-created' ? 1 : queue.sequence + 1;
    queue.waiting.push({
      ...fact,
      id: randomUUID(),
      sequence: queue.sequence,
      room,
      occurredAt: new Date(at).toISOString(),
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
    const { apiUrl, log } = this.#options;
    const { signal } = this.#stopping;
    /** Refused together: sent one by one, to find out which it is. */
    const suspects = new Set<PresenceEvent>();
    let failures = 0;
    while (queue.waiting.length > 0 && !signal.aborted) {
      const [first] = queue.waiting;
      const batch = queue.waiting.slice(0, first && suspects.has(first) ? 1 : BATCH);
      const outcome = await postSigned(`${apiUrl}${EVENTS}`, { events: batch }, this.#options, signal);
      if (outcome === 'failed') {
        if (failures === 0) log(`presence: events of room ${room} were not taken, repeating`);
        await pause(this.#backoff(failures++), signal);
        continue;
      }
      failures = 0;
      if (outcome === 'refused' && batch.length > 1) {
        for (const event of batch) suspects.add(event);
        continue;
      }
      if (outcome === 'refused') {
        this.#dropped++;
        log(`presence: an event of room ${room} (${batch[0]?.type}) is refused for good and dropped`);
      }
      this.#remove(queue, new Set(batch));
      this.#forgetWhenOver(room, queue, batch);
    }
    queue.sending = false;
  }

  /** By identity: the head may have been dropped for capacity meanwhile. */
  #remove(queue: RoomQueue, done: ReadonlySet<PresenceEvent>): void {
    const left = queue.waiting.filter((event) => !done.has(event));
    this.#size -= queue.waiting.length - left.length;
    queue.waiting.splice(0, queue.waiting.length, ...left);
  }

  /** Keeps the counter of a room only while the room lives. */
  #forgetWhenOver(room: string, queue: RoomQueue, delivered: readonly PresenceEvent[]): void {
    if (queue.waiting.length === 0 && delivered.at(-1)?.type === 'room-destroyed') this.#rooms.delete(room);
  }

  #backoff(failures: number): number {
    const { retryMs = 250, maxRetryMs = 15_000 } = this.#options;
    return Math.min(retryMs * 2 ** failures, maxRetryMs);
  }
}
