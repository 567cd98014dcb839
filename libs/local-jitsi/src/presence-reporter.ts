import { randomUUID } from 'node:crypto';
import { EventQueues, pauseAfter, type ReportOptions } from './event-queues.ts';
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

export interface PresenceReporterOptions extends ReportOptions {
  /** How this server calls itself where there are several; undefined where it is alone. */
  readonly shard?: string | undefined;
}

const EVENTS = '/api/conference/events';
const STARTS = '/api/conference/starts';

/** Tells the API who is in which room: what happened, in order per room, repeated until taken. */
export class PresenceReporter {
  readonly #options: PresenceReporterOptions;
  readonly #queues: EventQueues<PresenceEvent>;
  /** Room by name: the number of its last event, while it lives. */
  readonly #sequences = new Map<string, number>();

  constructor(options: PresenceReporterOptions) {
    this.#options = options;
    this.#queues = new EventQueues({ ...options, path: EVENTS, kindOf: ({ type }) => type });
  }

  /** Events that the API has not taken yet. */
  get backlog(): number {
    return this.#queues.backlog;
  }

  /** Events given up because the API was away for too long, or does not take them. */
  get dropped(): number {
    return this.#queues.dropped;
  }

  /**
   * Whoever a server before this one had in its rooms is gone, and it may not have been able to say so.
   * Repeated until taken, beside whatever is reported meanwhile.
   */
  async reportStart(): Promise<void> {
    const startedAt = new Date(this.#options.now()).toISOString();
    const signal = this.#queues.stopping;
    for (let failures = 0; !signal.aborted; failures++) {
      const outcome = await postSigned(
        `${this.#options.apiUrl}${STARTS}`,
        { startedAt, shard: this.#options.shard },
        this.#options,
        signal,
      );
      if (outcome === 'taken') return;
      if (failures === 0) this.#options.log('presence: the start of the server was not taken, repeating');
      await pause(pauseAfter(failures, this.#options), signal);
    }
  }

  /** @param at when it happened, milliseconds since the epoch, UTC, where that was not just now */
  report(room: string, fact: PresenceFact, at: number = this.#options.now()): void {
    // A room that comes back under its name starts to count anew.
    const sequence = fact.type === 'room-created' ? 1 : (this.#sequences.get(room) ?? 0) + 1;
    if (fact.type === 'room-destroyed') this.#sequences.delete(room);
    else this.#sequences.set(room, sequence);
    this.#queues.add({
      ...fact,
      id: randomUUID(),
      sequence,
      room,
      occurredAt: new Date(at).toISOString(),
    });
  }

  /** Waits until everything is delivered, at most `timeoutMs`, then gives up what is left. */
  stop(timeoutMs: number): Promise<void> {
    return this.#queues.stop(timeoutMs);
  }
}
