import type { Room } from '@greenroom/contracts';

/** A room that opened ten minutes before 10:00 and closes at 11:15; name what matters. */
export const aRoom = (parts: Partial<Room> = {}): Room => ({
  interviewId: '00000000-0000-4000-8000-000000000001',
  roomName: 'a-room-name-of-128-bits',
  role: 'candidate',
  status: 'scheduled',
  typeName: 'Technical interview',
  jobRole: 'Backend engineer',
  experienceLevel: 'mid',
  focus: 'technical',
  selfName: 'Mia Torres',
  otherName: 'Anna Kern',
  scheduledAt: '2026-11-22T10:00:00.000Z',
  endsAt: '2026-11-22T10:45:00.000Z',
  opensAt: '2026-11-22T09:50:00.000Z',
  closesAt: '2026-11-22T11:15:00.000Z',
  startedAt: null,
  plannedSeconds: 2700,
  otherTold: 'told',
  otherToldAt: '2026-11-22T09:40:00.000Z',
  otherPresent: false,
  now: '2026-11-22T10:00:00.000Z',
  ...parts,
});
