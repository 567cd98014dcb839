/**
 * What a signed e-mail link is for: `invitation` opens the brief, the room and the feedback form around the interview; `feedback`
 * comes with a later request for feedback and opens that form alone.
 */
export const accessLinkPurposes = ['invitation', 'feedback'] as const;
export type AccessLinkPurpose = (typeof accessLinkPurposes)[number];

/** How long a link outlives the planned end of its interview, in milliseconds. */
const LIFE_AFTER_END_MS = {
  invitation: 60 * 60 * 1000,
  feedback: 7 * 24 * 60 * 60 * 1000,
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
