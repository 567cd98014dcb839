import type { ParticipantRole, RoomGrant } from '@greenroom/contracts';
import { decideRoomAccess } from '@greenroom/domain';
import { windowOf } from '../interviews/interview-view.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import type { Callers } from '../platform/http/caller.ts';
import { sideOf } from './room-participants.ts';
import type { RoomRecord } from './rooms.repository.ts';

/** A request for a room: which one, by whom, and for which side where both are possible. */
export interface RoomRequest {
  readonly roomName: string;
  readonly callers: Callers;
  readonly as: ParticipantRole | undefined;
}

/** @throws AppError `not-found`, the same for a room that does not exist and for one of other people. */
export function admit(
  request: RoomRequest,
  room: RoomRecord | undefined,
): { room: RoomRecord; side: ParticipantRole } {
  const side = room ? sideOf(room, request.callers, request.as) : null;
  if (!room || !side || room.status === 'held' || room.status === 'expired') throw notFound('room');
  return { room, side };
}

/** @throws AppError `room-not-open` with the time of opening, `interview-over`, `not-found`. */
export function demandOpen(room: RoomRecord, side: ParticipantRole, now: Date): RoomGrant['role'] {
  const access = decideRoomAccess({ status: room.status, role: side, window: windowOf(room), now });
  switch (access.kind) {
    case 'not-booked':
      throw notFound('room');
    case 'too-early':
      throw new AppError('room-not-open', 'The room is not open yet.', { opensAt: access.opensAt });
    case 'over':
      throw new AppError('interview-over', 'This interview is over.');
    case 'open':
      return access.as;
  }
}
