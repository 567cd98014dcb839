import type { InterviewDetail } from '@greenroom/contracts';

type Transition = InterviewDetail['history'][number];
type Message = InterviewDetail['messages'][number];
type LedgerEntry = InterviewDetail['ledger'][number];
type Stay = InterviewDetail['presence'][number];

export const timelineKinds = ['transition', 'message', 'money', 'presence'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One thing that happened to an interview. `id` is unique within its timeline; `at` is an instant, ISO 8601 UTC. */
export type TimelineEntry = { readonly id: string; readonly at: string } & (
  | { readonly kind: 'transition'; readonly transition: Transition }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'money'; readonly entry: LedgerEntry }
  | { readonly kind: 'presence'; readonly stay: Stay }
);

/** Everything that happened, oldest first. What happened at the same instant is told in the order status, money, mail, presence. */
export function timelineOf(interview: InterviewDetail): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...interview.history.map(
      (transition, index) =>
        ({ kind: 'transition', id: `t${index}`, at: transition.at, transition }) as const,
    ),
    ...interview.ledger.map(
      (entry, index) => ({ kind: 'money', id: `l${index}`, at: entry.at, entry }) as const,
    ),
    ...interview.messages.map(
      (message) => ({ kind: 'message', id: message.id, at: message.createdAt, message }) as const,
    ),
    ...interview.presence.map(
      (stay, index) => ({ kind: 'presence', id: `p${index}`, at: stay.joinedAt, stay }) as const,
    ),
  ];
  return entries.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Entries of one calendar day, as `dayOf` names it. */
export interface TimelineDay {
  readonly day: string;
  readonly entries: readonly TimelineEntry[];
}

/** The timeline day by day. */
export function groupByDay(
  entries: readonly TimelineEntry[],
  dayOf: (instant: string) => string,
): TimelineDay[] {
  const days = Map.groupBy(entries, ({ at }) => dayOf(at));
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
}

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
