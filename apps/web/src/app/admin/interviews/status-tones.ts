import type { InterviewStatus, Message } from '@greenroom/contracts';
import type { StatusTone } from '@greenroom/ui';

/** How a status looks; the words are translations. */
export const INTERVIEW_TONES: Record<InterviewStatus, StatusTone> = {
  held: 'attention',
  scheduled: 'calm',
  'in-progress': 'active',
  completed: 'calm',
  expired: 'quiet',
  cancelled: 'quiet',
  'no-show': 'loss',
};

export const MESSAGE_TONES: Record<Message['status'], StatusTone> = {
  queued: 'attention',
  sending: 'active',
  sent: 'calm',
  parked: 'loss',
  skipped: 'quiet',
};
