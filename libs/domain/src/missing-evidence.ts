import type { SessionVerdict } from '@greenroom/contracts';
import type { OccupantStay } from './presence.ts';

/**
 * How long an absence waits for the signalling server, in minutes, before an administrator is asked instead. A restart, an upgrade or a failover takes less; and with the
 * usual grace the two people hear what becomes of their interview while they still wait for it.
 */
export const EVIDENCE_WAIT_MINUTES = 10;

/** Shortest and longest time between two questions, milliseconds. */
const SOONEST_MS = 15_000;
const LATEST_MS = 120_000;

/** Whether a verdict says that somebody was away: to that, a report that has not come through looks the same. */
export function restsOnAbsence(verdict: SessionVerdict): boolean {
  return verdict !== 'delivered';
}

/** Whether the ledger knows the same connections in a room as the signalling server; if not, reports are still under way. */
export function isLedgerComplete(stays: readonly OccupantStay[], present: readonly string[]): boolean {
  const known = new Set(stays.filter(({ leftAt }) => leftAt === null).map(({ occupantId }) => occupantId));
  return known.size === new Set(present).size && present.every((occupantId) => known.has(occupantId));
}

/**
 * When the signalling server is asked again: after as long as it has been asked in vain so far, within bounds.
 *
 * @returns null when it has been long enough.
 */
export function evidenceRetryAt(missingSince: Date, now: Date): Date | null {
  const waitedMs = now.getTime() - missingSince.getTime();
  if (waitedMs >= EVIDENCE_WAIT_MINUTES * 60_000) return null;
  return new Date(now.getTime() + Math.min(Math.max(waitedMs, SOONEST_MS), LATEST_MS));
}
