import type { ParticipantRole } from '@greenroom/contracts';
import { union } from './intervals.ts';
import { durationSeconds, type Stay } from './presence.ts';

/** One stretch of time in the room; `to` is null while the person is there. */
export interface ReceiptStay {
  readonly from: Date;
  readonly to: Date | null;
}

/** When a side was in the room. */
export interface PresenceReceipt {
  readonly interviewer: readonly ReceiptStay[];
  readonly candidate: readonly ReceiptStay[];
  /** Whole seconds for which both were there. */
  readonly togetherSeconds: number;
}

/** Gaps up to this long are connections that were cut or reloaded, not comings and goings. */
const SAME_STAY_MS = 60_000;

/**
 * The evidence in the few lines that both people read: connections of one person that overlap or follow each other within a minute are
 * one stay. The seconds together count every gap.
 *
 * @param until End of stays that have none, for the seconds.
 */
export function presenceReceipt(stays: readonly Stay[], until: Date): PresenceReceipt {
  return {
    interviewer: staysOfSide(stays, 'interviewer'),
    candidate: staysOfSide(stays, 'candidate'),
    togetherSeconds: durationSeconds(stays, until),
  };
}

function staysOfSide(stays: readonly Stay[], role: ParticipantRole): ReceiptStay[] {
  const stretched = stays
    .filter((stay) => stay.role === role)
    .map(({ joinedAt, leftAt }) => ({
      start: joinedAt.getTime(),
      end: leftAt === null ? Number.POSITIVE_INFINITY : leftAt.getTime() + SAME_STAY_MS,
    }));
  return union(stretched).map(({ start, end }) => ({
    from: new Date(start),
    to: end === Number.POSITIVE_INFINITY ? null : new Date(end - SAME_STAY_MS),
  }));
}
