import type { InterviewStatus } from '@greenroom/contracts';
import type { StatusTone } from '@greenroom/ui';

/** How the status of an interview looks, to candidates and admins alike; the words are translations. */
export const STATUS_TONES: Record<InterviewStatus, StatusTone> = {
  held: 'attention',
  scheduled: 'calm',
  'in-progress': 'active',
  completed: 'calm',
  expired: 'quiet',
  cancelled: 'quiet',
  'no-show': 'loss',
};
