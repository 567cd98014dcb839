import { randomUUID } from 'node:crypto';
import type { PresenceEvent, RoomOccupants } from '@greenroom/contracts';
import { type OccupantStay, type PresenceReport, staysFrom } from '@greenroom/domain';
import type { LedgerChanges, LedgerRow } from './presence.repository.ts';
import { sideOfUser } from './room-participants.ts';

/** An event of the signalling server as it is kept. */
export interface RoomEvent {
  readonly id: string;
  readonly sequence: number;
  readonly type: PresenceEvent['type'];
  readonly occupantId: string | null;
  readonly userId: string | null;
  readonly occurredAt: Date;
}

export const toRoomEvent = ({ id, sequence, type, occurredAt, occupant }: PresenceEvent): RoomEvent => ({
  id,
  sequence,
  type,
  occupantId: occupant?.id ?? null,
  userId: occupant?.userId ?? null,
  occurredAt: new Date(occurredAt),
});

type PresentOccupant = RoomOccupants['occupants'][number];

/** Those who are in a room without a stay in its ledger that tells of it. */
export const missingIn = (
  ledger: readonly OccupantStay[],
  present: readonly PresentOccupant[],
): PresentOccupant[] =>
  present.filter(
    ({ id, joinedAt }) =>
      !ledger.some(
        (stay) =>
          stay.occupantId === id &&
          (stay.leftAt === null || stay.joinedAt.getTime() === new Date(joinedAt).getTime()),
      ),
  );

/**
 * The joining of somebody whose report has not come yet. When it does it says the same. Its place is right after the beginning of the room, which is as
 * early as anybody can join.
 */
export const joiningOf = ({ id, userId, joinedAt }: PresentOccupant): RoomEvent => ({
  id: randomUUID(),
  sequence: 2,
  type: 'occupant-joined',
  occupantId: id,
  userId,
  occurredAt: new Date(joinedAt),
});

/**
 * The stays of an interview's two people, from everything that was ever told about its room, in whatever order it came.
 *
 * A room can live several times: it ends when the last one leaves, and begins anew when somebody comes back. Whoever has not left when
 * it ends, or when it begins anew (its end was never told: the signalling server was restarted), has left then.
 */
export function staysOf(interviewId: string, events: readonly RoomEvent[]): OccupantStay[] {
  const reports = events.flatMap((event) => toReport(interviewId, event) ?? []);
  const roles = new Map(reports.map(({ occupantId, role }) => [occupantId, role]));
  const clearings = clearingsOf(events).flatMap(({ id, occurredAt, sequence }) =>
    [...roles].map(([occupantId, role]): PresenceReport => ({
      id: `${id} ${occupantId}`,
      type: 'left',
      occupantId,
      role,
      at: occurredAt,
      sequence,
    })),
  );
  return staysFrom([...reports, ...clearings]);
}

/** Makes out how a ledger differs from the stays that it should hold; a stay is known by its occupant and beginning. */
export function compareLedger(ledger: readonly LedgerRow[], stays: readonly OccupantStay[]): LedgerChanges {
  const keyOf = ({ occupantId, joinedAt }: OccupantStay) => `${joinedAt.getTime()} ${occupantId}`;
  const wanted = new Map(stays.map((stay) => [keyOf(stay), stay]));
  const known = new Set(ledger.map(keyOf));
  return {
    added: [...wanted.values()].filter((stay) => !known.has(keyOf(stay))),
    removed: ledger.filter((row) => !wanted.has(keyOf(row))).map(({ id }) => id),
    ended: ledger.flatMap((row) => {
      const leftAt = wanted.get(keyOf(row))?.leftAt;
      return leftAt === undefined || leftAt?.getTime() === row.leftAt?.getTime()
        ? []
        : [{ id: row.id, leftAt }];
    }),
  };
}

/** Only the two people of the interview leave traces in its ledger: neither Jitsi's own helpers nor strangers do. */
function toReport(interviewId: string, event: RoomEvent): PresenceReport | null {
  const { id, type, occupantId, userId, occurredAt, sequence } = event;
  const role = sideOfUser(userId, interviewId);
  if (role === null || occupantId === null) return null;
  if (type !== 'occupant-joined' && type !== 'occupant-left') return null;
  return {
    id,
    type: type === 'occupant-joined' ? 'joined' : 'left',
    occupantId,
    role,
    at: occurredAt,
    sequence,
  };
}

/**
 * The moments at which a room was empty. Sequences count from 1 in each life, so that an end and a new beginning of the same instant
 * could not be told apart by them: there the beginning alone clears the room.
 */
function clearingsOf(events: readonly RoomEvent[]): RoomEvent[] {
  const beginnings = events.filter(({ type }) => type === 'room-created');
  const instants = new Set(beginnings.map(({ occurredAt }) => occurredAt.getTime()));
  const ends = events.filter(
    ({ type, occurredAt }) => type === 'room-destroyed' && !instants.has(occurredAt.getTime()),
  );
  return [...beginnings, ...ends];
}
