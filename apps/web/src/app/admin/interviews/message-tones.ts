import type { Message } from '@greenroom/contracts';
import type { StatusTone } from '@greenroom/ui';

/** How the state of a mail looks; the words are translations. */
export const MESSAGE_TONES: Record<Message['status'], StatusTone> = {
  queued: 'attention',
  sending: 'active',
  sent: 'calm',
  parked: 'loss',
  skipped: 'quiet',
};
