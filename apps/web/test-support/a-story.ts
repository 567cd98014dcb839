import type { InterviewDetail } from '@greenroom/contracts';
import { anInterview } from './an-interview';

/** An interview as an administrator sees it, to which nothing has happened yet; name what matters. */
export const aStory = (parts: Partial<InterviewDetail> = {}): InterviewDetail => ({
  ...anInterview(),
  candidateName: 'Mia Torres',
  candidateEmail: 'mia@example.com',
  interviewerEmail: 'dana@specialists.example',
  history: [],
  scheduleChanges: [],
  proposedOutcome: null,
  outcomeReason: null,
  messages: [],
  ledger: [],
  presence: [],
  events: [],
  tasks: [],
  deliveries: [],
  ...parts,
});

/** A reminder that was sent; name what matters. */
export const aMessage = (
  parts: Partial<InterviewDetail['messages'][number]> = {},
): InterviewDetail['messages'][number] => ({
  id: '00000000-0000-4000-8000-000000000041',
  template: 'invitation',
  channel: 'email',
  recipient: 'ida@specialists.example',
  status: 'sent',
  attempts: 1,
  outcome: null,
  lastError: null,
  sentAt: '2026-11-25T09:02:00.000Z',
  createdAt: '2026-11-25T09:02:00.000Z',
  ...parts,
});
