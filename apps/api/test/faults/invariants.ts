/**
 * The one checker of what must hold whatever was killed, cut, frozen or sent twice. Pure: it looks at evidence that was gathered once everything
 * was healthy and quiet again.
 */
import type { InterviewStatus } from '@greenroom/contracts';
import { canTransition, isLive } from '@greenroom/domain';
import type { ChargeEvidence, Evidence, InterviewEvidence, MessageEvidence } from './evidence.ts';
import { callsTold, cameAgain, handedOver, nothingStale } from './handovers.ts';

type InvariantName = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7';

interface Violation {
  readonly invariant: InvariantName;
  readonly what: string;
}

/** A row may be due for so long. */
const OVERDUE_MS = 60_000;

/** The event that a move to a status publishes. */
const EVENT_OF: Readonly<Record<InterviewStatus, string>> = {
  held: 'interview.held',
  scheduled: 'interview.scheduled',
  'in-progress': 'interview.started',
  completed: 'interview.completed',
  cancelled: 'interview.cancelled',
  expired: 'interview.expired',
  'no-show': 'interview.no-show',
};

/** What is told exactly once about what is booked, and to whom. */
const TOLD_ONCE = [
  { template: 'confirmation', role: 'candidate' },
  { template: 'invitation', role: 'interviewer' },
] as const;

type Check = (evidence: Evidence) => string[];

const CHECKS = {
  I1: bookedOnce,
  I2: ({ interviews }) => overlaps(interviews),
  I3: moneyFollows,
  I4: nothingStale,
  I5: ({ interviews }) => interviews.flatMap(legalMoves),
  I6: ({ due }) =>
    due
      .filter(({ overdueMs }) => overdueMs > OVERDUE_MS)
      .map(({ kind, id, overdueMs }) => `${kind} ${id} has been due for ${overdueMs} ms`),
  I7: nothingLost,
} as const satisfies Record<InvariantName, Check>;

/** Every violation; none when all invariants hold. */
export function violations(evidence: Evidence): Violation[] {
  return (Object.keys(CHECKS) as InvariantName[]).flatMap((invariant) =>
    CHECKS[invariant](evidence).map((what) => ({ invariant, what })),
  );
}

/** I1: paid, one room, one confirmation and one invitation go together; a mail comes again only where its try was kept from ending. */
function bookedOnce(evidence: Evidence): string[] {
  const arrived = new Set(evidence.mails.map(({ messageId }) => messageId));
  return [
    ...evidence.interviews.flatMap((interview) => bookingTold(interview, arrived)),
    ...evidence.interviews.flatMap(callsTold),
    ...cameAgain(evidence),
  ];
}

function bookingTold(interview: InterviewEvidence, arrived: ReadonlySet<string>): string[] {
  const { id, payment, roomName } = interview;
  const wasBooked = interview.moves.some(({ to }) => to === 'scheduled');
  const isPaid = payment !== null && payment.chargedMinor > 0;
  const found: string[] = [];
  if (wasBooked && !isPaid) found.push(`${id} was booked without a payment`);
  if (wasBooked !== (roomName !== null))
    found.push(`${id} ${wasBooked ? 'was booked without a room' : 'has a room without a booking'}`);
  for (const { template, role } of TOLD_ONCE) {
    const messages = interview.messages.filter(
      (message) => message.template === template && message.recipientRole === role,
    );
    const told = messages.filter((message) => arrived.has(message.id)).length;
    const name = `${template} of ${id}`;
    if (told > 1) found.push(`the ${name} was sent as ${told} messages`);
    if (told > 0 && !wasBooked) found.push(`the ${name} was sent, and it was never booked`);
    if (told === 0 && mustBeTold(interview, messages)) found.push(`the ${name} was never sent`);
  }
  return found;
}

/** Of what was cancelled or moved soon, other mails tell; what a server refuses for good is shown to administrators. */
function mustBeTold(
  { moves, status, scheduleVersion }: InterviewEvidence,
  messages: readonly MessageEvidence[],
): boolean {
  const isUndisturbed = status !== 'cancelled' && scheduleVersion === 0;
  const wasBooked = moves.some(({ to }) => to === 'scheduled');
  return wasBooked && isUndisturbed && !messages.some((message) => message.status === 'parked');
}

/** I2: no overlapping live intervals for one interviewer. */
function overlaps(interviews: readonly InterviewEvidence[]): string[] {
  const live = interviews.filter(({ status }) => isLive(status));
  return live.flatMap((one, index) =>
    live
      .slice(index + 1)
      .filter(
        (other) =>
          other.interviewerId === one.interviewerId &&
          one.startsAt < other.endsAt &&
          other.startsAt < one.endsAt,
      )
      .map((other) => `${one.id} and ${other.id} overlap`),
  );
}

/** I3: what was captured is booked or goes back, once; the ledger says what the provider says. */
function moneyFollows({ interviews, charges }: Evidence): string[] {
  const byId = new Map(interviews.map((interview) => [interview.id, interview]));
  const ids = charges.map(({ interviewId }) => interviewId);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...twice.map((id) => `${id} was paid for twice`),
    ...charges.flatMap((charge) => {
      const interview = byId.get(charge.interviewId);
      return interview ? chargeFollowed(charge, interview) : [`${charge.reference} belongs to no interview`];
    }),
  ];
}

function chargeFollowed(charge: ChargeEvidence, { id, status, payment }: InterviewEvidence): string[] {
  if (payment?.reference !== charge.reference || payment.chargedMinor !== charge.amountMinor)
    return [`the payment of ${id} was captured, and the ledger does not know`];
  const found: string[] = [];
  const { refundReason, refundAmountMinor, refundedMinor } = payment;
  if (refundedMinor !== charge.refundedMinor)
    found.push(`of ${id} the provider gave back ${charge.refundedMinor}, the ledger says ${refundedMinor}`);
  if (charge.refundedMinor > charge.amountMinor) found.push(`of ${id} more went back than was paid`);
  const due = refundReason === null ? 0 : (refundAmountMinor ?? charge.amountMinor);
  if (charge.refundedMinor !== due) found.push(`of ${id} ${due} has to go back, ${charge.refundedMinor} did`);
  if ((status === 'held' || status === 'expired') && refundReason === null)
    found.push(`${id} was paid and is neither booked nor given back`);
  return found;
}

/** I5: statuses move along legal edges; every move has its history row and its outbox row. */
function legalMoves({ id, moves, status, events, scheduleVersion, changes }: InterviewEvidence): string[] {
  const found: string[] = [];
  let before: InterviewStatus | null = null;
  for (const { from, to, actor } of moves) {
    if (from !== before) found.push(`${id} moved from ${String(from)}, and was ${String(before)}`);
    if (!canTransition(from, to, actor)) found.push(`${id} moved ${String(from)} → ${to} by ${actor}`);
    before = to;
  }
  if (before !== status) found.push(`${id} is ${status}, its history ends with ${String(before)}`);
  const count = (type: string) => events.filter((event) => event === type).length;
  for (const [to, type] of Object.entries(EVENT_OF)) {
    const moved = moves.filter((move) => move.to === to).length;
    if (count(type) !== moved) found.push(`${id} has ${count(type)} ${type} for ${moved} moves`);
  }
  const versions = changes.map(({ version }) => version).join();
  const expected = Array.from({ length: scheduleVersion }, (_, index) => index + 1).join();
  if (versions !== expected || count('interview.rescheduled') !== scheduleVersion)
    found.push(`${id} has schedule version ${scheduleVersion}, its changes are "${versions}"`);
  return found;
}

/** I7: what was acknowledged is there; what is said to have been handed over was taken, and what was taken is known. */
function nothingLost(evidence: Evidence): string[] {
  const byId = new Map(evidence.interviews.map((interview) => [interview.id, interview]));
  const lost = evidence.acknowledged.filter((acknowledgement) => {
    const interview = byId.get(acknowledgement.interviewId);
    return interview === undefined || !isKept(acknowledgement, interview);
  });
  return [
    ...handedOver(evidence),
    ...lost.map(({ interviewId, kind }) => `${interviewId} was answered to be ${kind}, and is not`),
  ];
}

function isKept(acknowledgement: Evidence['acknowledged'][number], interview: InterviewEvidence): boolean {
  switch (acknowledgement.kind) {
    case 'booked':
      return true;
    case 'settled':
      return interview.payment !== null && interview.payment.chargedMinor > 0;
    case 'rescheduled':
      return interview.changes.some(
        ({ version, startsAt }) =>
          version === acknowledgement.version && startsAt === acknowledgement.startsAt,
      );
    case 'cancelled':
      return (
        interview.status === 'cancelled' &&
        (interview.payment?.refundedMinor ?? 0) === (acknowledgement.refundMinor ?? 0)
      );
    case 'present':
      return wasThereOnce(acknowledgement, interview);
  }
}

/** However often, late and out of order it was told, somebody was there once, from when they came. */
function wasThereOnce(
  { occupantId, joinedAt }: Extract<Evidence['acknowledged'][number], { kind: 'present' }>,
  { stays }: InterviewEvidence,
): boolean {
  const own = stays.filter((stay) => stay.occupantId === occupantId);
  return own.length === 1 && own[0]?.joinedAt === joinedAt;
}
