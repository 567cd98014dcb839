import type { RecorderOptions, RecorderState } from './recorder.ts';
import type { PresenceFact } from './presence-reporter.ts';
import type { Reservation, ReservationGate } from './reservation-gate.ts';
import { Room } from './room.ts';
import type { Session } from './session.ts';
import { parseAddress } from './stanza.ts';

export type OpenedRoom =
  | { readonly kind: 'open'; readonly room: Room }
  | { readonly kind: 'refused'; readonly code: number; readonly message: string };

export interface RoomRegistryOptions {
  readonly gate: ReservationGate;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  /** `at`: milliseconds since the epoch, UTC; now when left out. */
  readonly onFact: (room: string, fact: PresenceFact, at?: number) => void;
  readonly onReplaced: (session: Session) => void;
  /** Undefined where recording is switched off. */
  readonly recording?: RecordingOptions | undefined;
}

interface RecordingOptions extends Omit<RecorderOptions, 'onState'> {
  readonly onState: (room: string, state: RecorderState) => void;
}

interface LivingRoom {
  readonly room: Room;
  readonly reservation: Reservation;
  /** Destroys the room when the reserved time is over. */
  readonly end: NodeJS.Timeout;
  /** Closes a room that was opened and never entered. */
  readonly unused: NodeJS.Timeout;
}

/** How long an opened room waits for its first occupant, milliseconds. */
const UNUSED_MS = 30_000;
/** Longest delay that timers of the platform take, milliseconds. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The rooms that exist. None comes into being without the gate's consent, none outlives its reservation. */
export class RoomRegistry {
  readonly #options: RoomRegistryOptions;
  readonly #living = new Map<string, LivingRoom>();
  readonly #opening = new Map<string, Promise<OpenedRoom>>();

  constructor(options: RoomRegistryOptions) {
    this.#options = options;
  }

  find(jid: string): Room | undefined {
    return this.#living.get(jid)?.room;
  }

  /**
   * The room, created when the gate allows it. People who come at the same moment wait for the same answer.
   * @param owner id of the person who opens it
   */
  open(jid: string, owner: string): Promise<OpenedRoom> {
    const room = this.find(jid);
    if (room) return Promise.resolve({ kind: 'open', room });
    const pending = this.#opening.get(jid);
    if (pending) return pending;
    const opening = this.#create(jid, owner).finally(() => this.#opening.delete(jid));
    this.#opening.set(jid, opening);
    return opening;
  }

  onSessionEnd(session: Session): void {
    for (const { room } of [...this.#living.values()]) room.onSessionEnd(session);
  }

  /** @returns false when there is no such room */
  end(jid: string, reason: string): boolean {
    const room = this.find(jid);
    room?.destroy(reason);
    return room !== undefined;
  }

  /** For the end of the server: people are not told that their room is gone, so that they come back to the next one. */
  closeAll(): void {
    for (const jid of [...this.#living.keys()]) this.#close(jid);
  }

  async #create(jid: string, owner: string): Promise<OpenedRoom> {
    const { gate, now, onFact, onReplaced, recording } = this.#options;
    const name = parseAddress(jid).local;
    const answer = await gate.reserve(name, owner);
    if (answer.kind === 'refused') return answer;
    const { reservation } = answer;
    const room = new Room({
      jid,
      maxOccupants: reservation.maxOccupants,
      recorder: recording && { ...recording, onState: (state) => recording.onState(name, state) },
      now,
      onFact: (fact, at) => onFact(name, fact, at),
      onReplaced,
      onEmpty: () => this.#close(jid),
    });
    const end = setTimeout(
      () => room.destroy('The reserved time is over'),
      Math.min(reservation.endsAt - now(), MAX_TIMER_MS),
    );
    const unused = setTimeout(() => {
      if (room.isEmpty) this.#close(jid);
    }, UNUSED_MS);
    this.#living.set(jid, { room, reservation, end, unused });
    onFact(name, { type: 'room-created' });
    return { kind: 'open', room };
  }

  #close(jid: string): void {
    const living = this.#living.get(jid);
    if (!living) return;
    clearTimeout(living.end);
    clearTimeout(living.unused);
    this.#living.delete(jid);
    living.room.close();
    this.#options.onFact(parseAddress(jid).local, { type: 'room-destroyed' });
    void this.#options.gate.release(living.reservation.id);
  }
}
