import { type Assignment, defaultPolicy } from '@greenroom/contracts';

/** A scheduled interview as its interviewer sees it; name what matters. */
export const anAssignment = (parts: Partial<Assignment> = {}): Assignment => ({
  interviewId: '00000000-0000-4000-8000-000000000001',
  roomName: 'a-room-name-of-128-bits',
  status: 'scheduled',
  interviewerName: 'Dana Whitfield',
  candidateName: 'Mia Torres',
  typeName: 'Behavioural interview',
  jobRole: 'Product manager',
  experienceLevel: 'mid',
  focus: 'behavioural',
  scheduledAt: '2026-11-24T10:00:00.000Z',
  endsAt: '2026-11-24T10:45:00.000Z',
  opensAt: '2026-11-24T09:50:00.000Z',
  closesAt: '2026-11-24T11:00:00.000Z',
  timeZone: 'Europe/London',
  candidateTimeZone: 'Europe/Berlin',
  locale: 'en',
  durationSeconds: null,
  policy: defaultPolicy,
  scheduleVersion: 0,
  outcome: null,
  feedback: null,
  ...parts,
});
