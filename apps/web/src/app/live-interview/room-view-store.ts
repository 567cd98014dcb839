import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { conferenceRoutes, type ParticipantRole, type Room } from '@greenroom/contracts';
import { canTransition } from '@greenroom/domain';
import { Api } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';

/** What the address leads to, by status and the server's clock. */
export type RoomPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unavailable'; readonly code: ApiErrorCode }
  | { readonly kind: 'cancelled' | 'over' | 'too-early' | 'open'; readonly room: Room };

/** How closely the room is watched: every step of the other side matters while somebody waits, less when both talk. */
export type Attention = 'waiting' | 'talking' | 'calm';

/** Seconds between two questions to the server. */
const PACE: Record<Attention, number> = { waiting: 4, talking: 12, calm: 20 };

/** The interview behind the room as the server sees it, kept fresh while the page is open. */
@Injectable()
export class RoomViewStore {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly tick = this.clock.everySecond();

  private readonly address = signal<{ roomName: string; as: ParticipantRole | undefined } | null>(null);
  private readonly known = signal<Room | null>(null);
  private readonly failure = signal<ApiErrorCode | null>(null);
  /**
   * Milliseconds by which the server's clock is ahead of what this browser takes for it. The clock of the portal compares once, and leaves
   * out what is less than two seconds: a room would seem open before it is, and a device that is set right meanwhile would stay wrong.
   */
  private readonly ahead = signal(0);
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly room = this.known.asReadonly();
  /** Whether there is something to end: the two have met, as far as the server knows. */
  readonly canEnd = computed(() => {
    const room = this.known();
    return room !== null && canTransition(room.status, 'completed', room.role);
  });
  readonly attention = signal<Attention>('calm');
  /** The server's time, milliseconds since the epoch UTC, renewed every second. */
  readonly now = computed(() => this.tick() + this.ahead());

  readonly phase = computed<RoomPhase>(
    () => {
      const room = this.known();
      if (room) return { kind: phaseOf(room, this.now()), room };
      const code = this.failure();
      return code ? { kind: 'unavailable', code } : { kind: 'loading' };
    },
    {
      equal: (one, other) =>
        one.kind === other.kind &&
        ('room' in one && 'room' in other ? one.room === other.room : true) &&
        ('code' in one && 'code' in other ? one.code === other.code : true),
    },
  );

  constructor() {
    effect(() => {
      this.attention();
      untracked(() => this.schedule());
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** The server's time at this very moment, milliseconds since the epoch UTC. */
  serverTime(): number {
    return this.clock.now() + this.ahead();
  }

  /** Starts with a room; asked again from then on. */
  async open(roomName: string, as: ParticipantRole | undefined): Promise<void> {
    this.address.set({ roomName, as });
    this.known.set(null);
    await this.refresh();
  }

  /**
   * Asks now. A failure is shown only while nothing is known: somebody in a conversation is not disturbed by one
   * question that went unanswered.
   */
  async refresh(): Promise<void> {
    const request = this.request();
    if (!request) return;
    this.failure.set(null);
    try {
      this.learn(await this.api.call(conferenceRoutes.getRoom, request));
    } catch (error) {
      this.failure.set(toApiError(error).code);
    }
    this.schedule();
  }

  /**
   * Completes the interview for both sides. That the other side was faster is no failure.
   * @throws ApiError `state-conflict` when the server has not noted yet that the two have met
   */
  async end(): Promise<void> {
    const request = this.request();
    if (!request) return;
    try {
      this.learn(await this.api.call(conferenceRoutes.endRoom, request));
    } catch (error) {
      if (toApiError(error).code !== 'state-conflict') throw error;
      await this.refresh();
      if (this.phase().kind === 'open') throw error;
    }
  }

  /** Which room is asked about, and as which side; null before there is one. */
  request() {
    const address = this.address();
    return address && { params: { roomName: address.roomName }, query: { as: address.as } };
  }

  private learn(room: Room): void {
    this.ahead.set(Date.parse(room.now) - this.clock.now());
    this.known.set(room);
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const kind = this.phase().kind;
    if (kind !== 'open' && kind !== 'too-early') return;
    this.timer = setTimeout(() => void this.refresh(), PACE[this.attention()] * 1000);
  }
}

function phaseOf(room: Room, now: number): 'cancelled' | 'over' | 'too-early' | 'open' {
  switch (room.status) {
    case 'cancelled':
    case 'expired':
      return 'cancelled';
    case 'completed':
    case 'no-show':
      return 'over';
    default:
      if (now < Date.parse(room.opensAt)) return 'too-early';
      return now < Date.parse(room.closesAt) ? 'open' : 'over';
  }
}
