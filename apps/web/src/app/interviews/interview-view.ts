import type { Interview, InterviewStatus } from '@greenroom/contracts';
import type { StatusTone } from '@greenroom/ui';

/** How a status looks; the words are translations. */
export const STATUS_TONES: Record<InterviewStatus, StatusTone> = {
  held: 'attention',
  scheduled: 'calm',
  'in-progress': 'active',
  completed: 'calm',
  expired: 'quiet',
  cancelled: 'quiet',
  'no-show': 'loss',
};

/** The one thing that a candidate can do next about an interview. */
export type NextStep =
  | { readonly kind: 'pay' }
  | { readonly kind: 'hold-lapsed' }
  | { readonly kind: 'wait'; readonly seconds: number; readonly roomName: string }
  | { readonly kind: 'join'; readonly roomName: string; readonly seconds: number }
  | { readonly kind: 'none' };

/**
 * @param now milliseconds since the epoch
 * @returns the next step; `seconds` until the planned start, negative after it
 */
export function nextStep(interview: Interview, now: number): NextStep {
  const { status, roomName } = interview;
  if (status === 'held') {
    const open = interview.holdExpiresAt !== null && Date.parse(interview.holdExpiresAt) > now;
    return { kind: open ? 'pay' : 'hold-lapsed' };
  }
  if ((status !== 'scheduled' && status !== 'in-progress') || roomName === null) return { kind: 'none' };
  const seconds = (Date.parse(interview.scheduledAt) - now) / 1000;
  return Date.parse(interview.opensAt) <= now
    ? { kind: 'join', roomName, seconds }
    : { kind: 'wait', roomName, seconds };
}
