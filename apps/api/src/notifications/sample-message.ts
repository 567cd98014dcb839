import {
  defaultPolicy,
  type InterviewStatus,
  type Locale,
  type MessageTemplateName,
} from '@greenroom/contracts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import { type MessageFacts, noFacts } from './message-facts.ts';
import { type MessageSubject, pageFor, sideOf, urlFor } from './message-subject.ts';
import type { MessageTemplate } from './templates/template.ts';

/** The interview of the example: what previews show, and what specs of mails and calendar entries are written about. */
export function sampleInterview(changes: Partial<InterviewRecord> = {}): InterviewRecord {
  return {
    id: '0197f3a2-5b7c-7d10-9f00-3f6c2a9b1e55',
    roomName: '0123456789abcdef0123456789abcdef',
    candidateId: 'candidate-1',
    interviewerId: '0197f3a2-5b7c-7d10-9f00-000000000001',
    interviewTypeId: '0197f3a2-5b7c-7d10-9f00-000000000002',
    specialist: 'human',
    jobRole: 'Backend engineer',
    experienceLevel: 'senior',
    focus: 'system-design',
    status: 'scheduled',
    instant: false,
    scheduledAt: new Date('2026-11-24T14:00:00Z'),
    endsAt: new Date('2026-11-24T14:45:00Z'),
    durationMinutes: 45,
    holdExpiresAt: null,
    startedAt: null,
    completedAt: null,
    durationSeconds: null,
    absent: null,
    scheduleVersion: 0,
    priceMinor: 9_000,
    currency: 'EUR',
    typeName: 'Technical interview',
    candidateTimeZone: 'Europe/Berlin',
    candidateLocale: 'en',
    idempotencyKey: '0197f3a2-5b7c-7d10-9f00-000000000003',
    interviewerFeedback: null,
    overallRating: null,
    feedbackAt: null,
    sessionRating: null,
    sessionComment: null,
    sessionRatedAt: null,
    createdAt: new Date('2026-11-20T09:00:00Z'),
    candidate: { name: 'Casey Winter', email: 'casey@example.com', phone: null },
    interviewer: {
      name: 'Ida Brandt',
      email: 'ida@specialists.example',
      phone: null,
      timeZone: 'America/New_York',
      locale: 'en',
    },
    policy: defaultPolicy,
    reschedules: 0,
    outcome: null,
    outcomeBy: null,
    outcomeAt: null,
    outcomeReason: null,
    proposedOutcome: null,
    evidenceGapSince: null,
    evidenceRetryAt: null,
    payment: {
      status: 'settled',
      amountMinor: 9_000,
      refundReason: null,
      refundAmountMinor: null,
      refundedMinor: 0,
    },
    ...changes,
  };
}

/** Status in which an interview is when a message is sent; scheduled unless said. */
const statusAt: Partial<Record<MessageTemplateName, InterviewStatus>> = {
  'payment-failed': 'held',
  'hold-expired': 'expired',
  started: 'in-progress',
  cancelled: 'cancelled',
  'no-show': 'no-show',
  completed: 'completed',
  'feedback-request': 'completed',
  'feedback-nag': 'completed',
  'feedback-ready': 'completed',
};

const HOUR_MS = 3_600_000;

/** Something of everything that can happen, so that every name of the example's words has a value. */
export const sampleFacts: MessageFacts = {
  paid: true,
  refund: { amountMinor: 9_000, reason: 'by-hand' },
  absent: 'interviewer',
  cancelledBy: 'interviewer',
  rescheduledBy: 'interviewer',
  previousStart: new Date('2026-11-23T16:00:00Z'),
};

/** What else can have happened: everything that a text may choose by. */
export const sampleSituations: readonly MessageFacts[] = [
  sampleFacts,
  { ...sampleFacts, refund: null },
  noFacts,
  ...['candidate', 'both'].map((absent) => ({ ...sampleFacts, absent })),
  ...['candidate', 'admin', 'system'].map((by) => ({ ...sampleFacts, cancelledBy: by, rescheduledBy: by })),
];

/** A message about the example, to a reader of it, an hour before its start. */
export function sampleMessage(
  template: MessageTemplate,
  locale: Locale,
  surroundings: Pick<MessageSubject, 'branding'> & { readonly publicUrl: string },
  interview: InterviewRecord = sampleInterview({ status: statusAt[template.name] ?? 'scheduled' }),
  facts: MessageFacts = sampleFacts,
): MessageSubject {
  const { branding, publicUrl } = surroundings;
  const side = template.audience === 'admin' ? 'interviewer' : template.audience;
  return {
    template,
    interview,
    facts,
    reader: {
      ...sideOf(interview, side),
      ...(template.audience === 'admin' && { name: 'Avery Admin' }),
      locale,
    },
    branding,
    url: urlFor(template.action, publicUrl, interview.id, `${publicUrl}/i#example`),
    page: pageFor(template.audience, publicUrl, interview.id),
    now: new Date(interview.scheduledAt.getTime() - HOUR_MS),
  };
}
