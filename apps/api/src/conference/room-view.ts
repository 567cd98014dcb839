import {
  experienceLevelSchema,
  focusAreaSchema,
  type ParticipantRole,
  type Room,
} from '@greenroom/contracts';
import { windowOf } from '../interviews/interview-view.ts';
import { otherSide } from './room-participants.ts';
import type { OtherSide, RoomRecord } from './rooms.repository.ts';

export const nameOf = (room: RoomRecord, side: ParticipantRole): string =>
  side === 'candidate' ? room.candidateName : room.interviewerName;

/** A room as one of its two people sees it. */
export function toRoom(room: RoomRecord, role: ParticipantRole, other: OtherSide, now: Date): Room {
  const { opensAt, closesAt } = windowOf(room);
  return {
    interviewId: room.id,
    roomName: room.roomName,
    role,
    status: room.status,
    typeName: room.typeName,
    jobRole: room.jobRole,
    experienceLevel: experienceLevelSchema.parse(room.experienceLevel),
    focus: focusAreaSchema.parse(room.focus),
    selfName: nameOf(room, role),
    otherName: nameOf(room, otherSide(role)),
    scheduledAt: room.scheduledAt.toISOString(),
    endsAt: room.endsAt.toISOString(),
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    startedAt: room.startedAt?.toISOString() ?? null,
    plannedSeconds: room.durationMinutes * 60,
    otherTold: toldFrom(other.messageStatus),
    otherToldAt: other.messageSentAt?.toISOString() ?? null,
    otherPresent: other.present,
    now: now.toISOString(),
  };
}

function toldFrom(messageStatus: string | null): Room['otherTold'] {
  switch (messageStatus) {
    case 'sent':
      return 'told';
    case 'queued':
    case 'sending':
      return 'sending';
    case 'parked':
      return 'failed';
    default:
      return 'not-yet';
  }
}
