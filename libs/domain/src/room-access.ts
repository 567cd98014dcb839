import type { InterviewStatus, ParticipantRole, RoomGrant } from '@greenroom/contracts';

const MINUTE_MS = 60_000;

/** How long before the start of a planned interview its room opens. */
export const ROOM_OPENS_BEFORE_MINUTES = 15;

/** How long after the planned end the room stays, so that nobody is cut off in the last sentence. */
export const ROOM_GRACE_MINUTES = 15;

/** Life of a room token, in seconds: enough to connect with it; every reconnect gets a fresh one. */
export const ROOM_TOKEN_SECONDS = 300;

/** How far a signalling server's clock may be behind ours, in seconds: tokens are valid from that much earlier. */
const ROOM_TOKEN_SKEW_SECONDS = 30;

/** When a room lets people in: from `opensAt` on, until just before `closesAt`. */
export interface RoomWindow {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** The times of an interview from which its room's window follows. */
export interface RoomTimes {
  readonly scheduledAt: Date;
  readonly endsAt: Date;
  /** Booked for "now". */
  readonly instant: boolean;
}

/** The window of an interview's room: from 15 minutes before the start, for "now" from the start on, until 15 minutes after the planned end. */
export function roomWindow({ scheduledAt, endsAt, instant }: RoomTimes): RoomWindow {
  const start = scheduledAt.getTime();
  const opensAt = instant ? start : start - ROOM_OPENS_BEFORE_MINUTES * MINUTE_MS;
  return {
    opensAt: new Date(opensAt),
    closesAt: new Date(endsAt.getTime() + ROOM_GRACE_MINUTES * MINUTE_MS),
  };
}

/**
 * Whether a person of an interview may enter its room: `too-early` is answered as `room-not-open`, `over` as `interview-over`;
 * `not-booked` means that there is no room to speak of (`not-found`).
 */
export type RoomAccess =
  | { readonly kind: 'open'; readonly as: RoomGrant['role'] }
  | { readonly kind: 'too-early'; readonly opensAt: Date }
  | { readonly kind: 'over' }
  | { readonly kind: 'not-booked' };

/** Room access as a pure function of state, role and clock. It is asked again for every token and for every room that is created. */
export function decideRoomAccess(question: {
  readonly status: InterviewStatus;
  readonly role: ParticipantRole;
  readonly window: RoomWindow;
  readonly now: Date;
}): RoomAccess {
  const { status, role, window, now } = question;
  switch (status) {
    case 'held':
    case 'expired':
      return { kind: 'not-booked' };
    case 'completed':
    case 'cancelled':
    case 'no-show':
      return { kind: 'over' };
    case 'scheduled':
    case 'in-progress':
      if (now < window.opensAt) return { kind: 'too-early', opensAt: window.opensAt };
      if (now >= window.closesAt) return { kind: 'over' };
      return { kind: 'open', as: roomRole(role) };
  }
}

/** The rights of a person in the room: only the interviewer moderates. */
export function roomRole(role: ParticipantRole): RoomGrant['role'] {
  return role === 'interviewer' ? 'moderator' : 'participant';
}

/** From when until when a token minted now is good: minutes, and never longer than its room. */
export function roomTokenLife(now: Date, window: RoomWindow): { notBefore: Date; expiresAt: Date } {
  return {
    notBefore: new Date(now.getTime() - ROOM_TOKEN_SKEW_SECONDS * 1000),
    expiresAt: new Date(Math.min(now.getTime() + ROOM_TOKEN_SECONDS * 1000, window.closesAt.getTime())),
  };
}

/** Seconds that a room created now may live, whole and at least 0: the signalling server ends it then. */
export function reservationSeconds(now: Date, window: RoomWindow): number {
  return Math.max(0, Math.ceil((window.closesAt.getTime() - now.getTime()) / 1000));
}
