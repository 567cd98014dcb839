import { pause } from './pause.ts';
import { postSigned } from './signed-post.ts';

export interface ReportOptions {
  /** Origin of the API, without a slash at the end. */
  readonly apiUrl: string;
  readonly secret: string;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly log: (message: string) => void;
  /** First pause after a failure, milliseconds; doubled up to `maxRetryMs`. */
  readonly retryMs?: number | undefined;
  readonly maxRetryMs?: number;
  /** Events kept for all rooms together while the API is away; beyond it the oldest of the fullest room is dropped. */
  readonly capacity?: number | undefined;
}

interface EventQueueOptions<Event> extends ReportOptions {
  /** Where the events are taken, below `apiUrl`. */
  readonly path: string;
  /** Names an event in the log. */
  readonly kindOf: (event: Event) => string;
}

const BATCH = 50;

/**
 * Tells the API what happened in rooms. Events of a room arrive in order, one request at a time, and are repeated until
 * taken; rooms do not wait for each other. Event ids make repeating harmless. An event that the API never takes is given
 * up, so that those behind it arrive.
 */
export class EventQueues<Event extends { readonly room: string }> {
  readonly #options: EventQueueOptions<Event>;
  /** Room by name: what waits, while it is being sent. */
  readonly #rooms = new Map<string, Event[]>();
  readonly #stopping = new AbortController();
  #size = 0;
  #dropped = 0;

  constructor(options: EventQueueOptions<Event>) {
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

  /** Aborted when nothing is sent any more. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  add(event: Event): void {
    if (this.#stopping.signal.aborted) return;
    const underWay = this.#rooms.get(event.room);
    const waiting = underWay ?? [];
    waiting.push(event);
    this.#rooms.set(event.room, waiting);
    this.#size++;
    this.#keepWithinCapacity();
    if (!underWay) void this.#drain(event.room, waiting);
  }

  /** Waits until everything is delivered, at most `timeoutMs`, then gives up what is left. */
  async stop(timeoutMs: number): Promise<void> {
    const deadline = setTimeout(() => this.#stopping.abort(), timeoutMs);
    while (this.#size > 0 && !this.#stopping.signal.aborted) await pause(10, this.#stopping.signal);
    clearTimeout(deadline);
    this.#stopping.abort();
  }

  #keepWithinCapacity(): void {
    if (this.#size <= (this.#options.capacity ?? 10_000)) return;
    const fullest = [...this.#rooms.values()].reduce((a, b) => (b.length > a.length ? b : a));
    fullest.shift();
    this.#size--;
    this.#dropped++;
    if (this.#dropped === 1)
      this.#options.log('reports: the API has been away for too long, events are dropped');
  }

  async #drain(room: string, waiting: Event[]): Promise<void> {
    const { apiUrl, path, kindOf, log } = this.#options;
    const { signal } = this.#stopping;
    /** Refused together: sent one by one, to find out which it is. */
    const suspects = new Set<Event>();
    let failures = 0;
    while (waiting.length > 0 && !signal.aborted) {
      const [first] = waiting;
      const batch = waiting.slice(0, first && suspects.has(first) ? 1 : BATCH);
      const outcome = await postSigned(`${apiUrl}${path}`, { events: batch }, this.#options, signal);
      if (outcome === 'failed') {
        if (failures === 0) log(`reports: events of room ${room} were not taken, repeating`);
        await pause(pauseAfter(failures++, this.#options), signal);
        continue;
      }
      failures = 0;
      if (outcome === 'refused' && batch.length > 1) {
        for (const event of batch) suspects.add(event);
        continue;
      }
      if (outcome === 'refused') {
        this.#dropped++;
        log(
          `reports: an event of room ${room} (${batch.map(kindOf).join()}) is refused for good and dropped`,
        );
      }
      this.#remove(waiting, new Set(batch));
    }
    this.#rooms.delete(room);
  }

  /** By identity: the head may have been dropped for capacity meanwhile. */
  #remove(waiting: Event[], done: ReadonlySet<Event>): void {
    const left = waiting.filter((event) => !done.has(event));
    this.#size -= waiting.length - left.length;
    waiting.splice(0, waiting.length, ...left);
  }
}

/** Milliseconds to wait after so many failures in a row. */
export function pauseAfter(failures: number, options: Pick<ReportOptions, 'retryMs' | 'maxRetryMs'>): number {
  const { retryMs = 250, maxRetryMs = 15_000 } = options;
  return Math.min(retryMs * 2 ** failures, maxRetryMs);
}
