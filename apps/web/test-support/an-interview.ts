import type { Interview } from '@greenroom/contracts';

/** A scheduled interview; name what matters. */
export const anInterview = (parts: Partial<Interview> = {}): Interview => ({
  id: '00000000-0000-4000-8000-000000000001',
  roomName: 'a-room-name-of-128-bits',
  status: 'scheduled',
  specialist: 'human',
  typeName: 'Behavioural interview',
  jobRole: 'Product manager',
  experienceLevel: 'mid',
  focus: 'behavioural',
  interviewerName: 'Dana Whitfield',
  instant: false,
  scheduledAt: '2026-11-24T10:00:00.000Z',
  endsAt: '2026-11-24T10:45:00.000Z',
  opensAt: '2026-11-24T09:50:00.000Z',
  closesAt: '2026-11-24T11:00:00.000Z',
  holdExpiresAt: null,
  startedAt: null,
  completedAt: null,
  durationSeconds: null,
  price: { amountMinor: 4900, currency: 'EUR' },
  paymentStatus: 'settled',
  feedback: null,
  createdAt: '2026-11-22T09:00:00.000Z',
  ...parts,
});
