import type { LedgerEntry } from '@greenroom/contracts';

/** What was charged, what was given back and arrived, and what is left, in minor units. */
export function balanceOf(ledger: readonly LedgerEntry[]): {
  charged: number;
  refunded: number;
  kept: number;
} {
  const sum = (kind: LedgerEntry['kind']) =>
    ledger.filter((entry) => entry.kind === kind).reduce((total, { amountMinor }) => total + amountMinor, 0);
  const charged = sum('charge');
  const refunded = sum('refund') - sum('refund-failed');
  return { charged, refunded, kept: charged - refunded };
}
