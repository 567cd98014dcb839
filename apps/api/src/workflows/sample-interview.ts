import type { WorkflowInterview } from './workflow-interview.ts';

const DAY_MS = 86_400_000;
const DURATION_MINUTES = 45;

/** An interview that nobody has booked, three days ahead: what simulations are made with when no real one is chosen. */
export function sampleInterview(now: Date, changes: Partial<WorkflowInterview>): WorkflowInterview {
  const scheduledAt = changes.scheduledAt ?? new Date(now.getTime() + 3 * DAY_MS);
  return {
    id: '00000000-0000-7000-8000-000000000000',
    status: 'scheduled',
    scheduleVersion: 0,
    endsAt: new Date(scheduledAt.getTime() + DURATION_MINUTES * 60_000),
    instant: false,
    durationMinutes: DURATION_MINUTES,
    interviewTypeId: '00000000-0000-7000-8000-000000000001',
    typeName: 'Technical interview',
    jobRole: 'Backend engineer',
    experienceLevel: 'mid',
    focus: 'technical',
    priceMinor: 9_000,
    currency: 'EUR',
    candidateLocale: 'en',
    interviewerLocale: 'en',
    paymentStatus: 'settled',
    feedbackAt: null,
    overallRating: null,
    outcome: null,
    ...changes,
    scheduledAt,
  };
}
