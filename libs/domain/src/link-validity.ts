import { APPEAL_DAYS } from '@greenroom/contracts';

/**
 * What a signed e-mail link is for: `invitation` opens the brief, the room and the feedback form around the interview; `feedback`
 * comes with a later request for feedback; `outcome` tells that the two did not meet, and holds for as long as somebody may object to that.
 * What can be done with any of them depends on the interview: there is no way into a room that is over.
 */
export const accessLinkPurposes = ['invitation', 'feedback', 'outcome'] as const;
export type AccessLinkPurpose = (typeof accessLinkPurposes)[number];

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a link outlives the planned end of its interview, in milliseconds. */
const LIFE_AFTER_END_MS = {
  invitation: 60 * 60 * 1000,
  feedback: 7 * DAY_MS,
  outcome: APPEAL_DAYS * DAY_MS,
} as const satisfies Record<AccessLinkPurpose, number>;

/**
 * When a link, and every session that was exchanged from it, ends.
 *
 * @param endsAt Planned end of the interview.
 */
export function accessLinkExpiry(endsAt: Date, purpose: AccessLinkPurpose): Date {
  return new Date(endsAt.getTime() + LIFE_AFTER_END_MS[purpose]);
}

/** Whether a link still opens something, and if not, why. Revoked weighs more: it stays revoked however old it is. */
export function linkValidity(
  link: { readonly expiresAt: Date; readonly revokedAt: Date | null },
  now: Date,
): 'valid' | 'expired' | 'revoked' {
  if (link.revokedAt !== null) return 'revoked';
  return now < link.expiresAt ? 'valid' : 'expired';
}
