import type { Interview } from '@greenroom/contracts';

/**
 * Whether the slot is still kept for its payment.
 *
 * @param now milliseconds since the epoch
 */
export const isKept = ({ status, holdExpiresAt }: Interview, now: number): boolean =>
  status === 'held' && holdExpiresAt !== null && Date.parse(holdExpiresAt) > now;

/** The hold ran out, and the server has not yet decided what became of it: it may have been paid in the last second. */
export const hasLapsed = (interview: Interview, now: number): boolean =>
  interview.status === 'held' && !isKept(interview, now);
