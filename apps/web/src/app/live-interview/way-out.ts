import type { Room } from '@greenroom/contracts';

/** Where somebody goes who is done with the room: an address of the portal, and the key of its name. */
export interface WayOut {
  readonly path: string;
  readonly label: string;
}

/** Whether the two have met in the room. */
export function hasBegun({ status }: Room): boolean {
  return status === 'in-progress' || status === 'completed';
}

/** Feedback is asked for only where the two have met; until then the interviewer has their letter. */
export function wayOutOf(room: Room | null): WayOut {
  if (room?.role !== 'interviewer') return { path: '/interviews', label: 'live.door.to-interviews' };
  const letter = `/interviewer/interviews/${room.interviewId}`;
  return hasBegun(room)
    ? { path: `${letter}/feedback`, label: 'live.door.to-feedback' }
    : { path: letter, label: 'live.door.to-letter' };
}
