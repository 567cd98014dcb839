import type { ParticipantRole } from '@greenroom/contracts';
import { intersection, length, union, type Interval } from './intervals.ts';

/** One report of the signalling server about a person in a room. */
export interface PresenceReport {
  /** Unique: a repeated report changes nothing. */
  readonly id: string;
  readonly type: 'joined' | 'left';
  /** The connection, not the person: a reload is another occupant. */
  readonly occupantId: string;
  readonly role: ParticipantRole;
  readonly at: Date;
  /** Order of reports of the same instant. */
  readonly sequence: number;
}

/** One stay of a person in a room; `leftAt` null while they are there. */
export interface Stay {
  readonly role: ParticipantRole;
  readonly joinedAt: Date;
  readonly leftAt: Date | null;
}

export interface OccupantStay extends Stay {
  readonly occupantId: string;
}

/**
 * The stays that a room's reports tell of, in the order in which they began. Reports may come repeated and in any order. A second
 * "joined" of an occupant who is there changes nothing, nor does a "left" of one who is not; who never left is still there.
 */
export function staysFrom(reports: readonly PresenceReport[]): OccupantStay[] {
  const unique = new Map(reports.map((report) => [report.id, report]));
  const ordered = [...unique.values()].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || a.sequence - b.sequence,
  );
  const stays: OccupantStay[] = [];
  const present = new Map<string, number>();
  for (const { type, occupantId, role, at } of ordered) {
    const index = present.get(occupantId);
    if (type === 'joined' && index === undefined) {
      present.set(occupantId, stays.push({ occupantId, role, joinedAt: at, leftAt: null }) - 1);
    }
    const stay = index === undefined ? undefined : stays[index];
    if (type === 'left' && index !== undefined && stay) {
      stays[index] = { ...stay, leftAt: at };
      present.delete(occupantId);
    }
  }
  return stays;
}

/** When both sides were in the room together for the first time: the start of the interview. Null when they have not met. */
export function bothPresentSince(stays: readonly Stay[]): Date | null {
  const first = together(stays, Number.POSITIVE_INFINITY)[0];
  return first ? new Date(first.start) : null;
}

/**
 * Whole seconds for which both sides were in the room. Several connections of one person, as during a reload, count once.
 *
 * @param until End of stays that have none.
 */
export function durationSeconds(stays: readonly Stay[], until: Date): number {
  return Math.floor(length(together(stays, until.getTime())) / 1000);
}

/** A side that was away for no longer than this has not been away: a reload, or a network that was cut. */
const BRIEF_ABSENCE_MS = 60_000;

/**
 * Since when a side waits for the other one. Nobody waits before the planned start: who is early waits from then on.
 *
 * @returns null when the side is not there, or the other one is; brief absences aside.
 */
export function waitingAloneSince(
  stays: readonly Stay[],
  side: ParticipantRole,
  startsAt: Date,
  now: Date,
): Date | null {
  const known = stays.filter(({ joinedAt }) => joinedAt <= now);
  const mine = presenceAt(
    known.filter(({ role }) => role === side),
    now,
  );
  const others = known.filter(({ role }) => role !== side);
  if (!mine || presenceAt(others, now)) return null;
  const left = others.map(({ leftAt }) => leftAt?.getTime() ?? 0);
  return new Date(Math.max(mine.start, startsAt.getTime(), ...left));
}

/** The time without more than brief absences that an instant belongs to. */
function presenceAt(stays: readonly Stay[], instant: Date): Interval | undefined {
  const times = stays.map(({ joinedAt, leftAt }) => ({
    start: joinedAt.getTime(),
    end: leftAt === null ? Number.POSITIVE_INFINITY : leftAt.getTime() + BRIEF_ABSENCE_MS,
  }));
  return union(times).find(({ start, end }) => start <= instant.getTime() && instant.getTime() < end);
}

/** Whether somebody was there and nobody is any more. */
export function everybodyLeft(stays: readonly Stay[]): boolean {
  return stays.length > 0 && stays.every(({ leftAt }) => leftAt !== null);
}

function together(stays: readonly Stay[], openEnd: number): Interval[] {
  const of = (role: ParticipantRole) =>
    union(
      stays
        .filter((stay) => stay.role === role)
        .map(({ joinedAt, leftAt }) => ({ start: joinedAt.getTime(), end: leftAt?.getTime() ?? openEnd })),
    );
  return intersection(of('candidate'), of('interviewer'));
}
