import { interviewStatuses, type InterviewStatus } from '@greenroom/contracts';

/**
 * Who moves an interview: `payment` is a confirmation of the payment provider, `presence` the evidence of the room, `system` a
 * deadline that passed.
 */
export const interviewActors = [
  'system',
  'candidate',
  'interviewer',
  'admin',
  'payment',
  'presence',
] as const;
export type InterviewActor = (typeof interviewActors)[number];

/** Where an interview comes from; null is its creation. */
export type InterviewOrigin = InterviewStatus | null;

/** One legal move and who may cause it. */
export interface InterviewTransition {
  readonly from: InterviewOrigin;
  readonly to: InterviewStatus;
  readonly by: readonly InterviewActor[];
  /** Nothing takes place by it: an administrator only decides otherwise what had taken place. */
  readonly correction?: true;
}

/**
 * Every legal move. The API's one transition function and the buttons of the pages both read this table; what is not here is a
 * `state-conflict`.
 */
export const interviewTransitions = [
  // A slot is kept while it is paid; a free type needs no hold.
  { from: null, to: 'held', by: ['candidate', 'admin'] },
  { from: null, to: 'scheduled', by: ['candidate', 'admin'] },
  { from: 'held', to: 'scheduled', by: ['payment'] },
  { from: 'held', to: 'expired', by: ['system', 'payment'] },
  // Given up, or the payment service refuses to take what it costs.
  { from: 'held', to: 'cancelled', by: ['candidate', 'admin', 'payment'] },
  // The payment arrived after the hold lapsed and the slot is still free: see refund-decision.ts.
  { from: 'expired', to: 'scheduled', by: ['payment'] },
  { from: 'scheduled', to: 'in-progress', by: ['presence'] },
  // The payment service gave the whole payment back: no paid booking, no room.
  { from: 'scheduled', to: 'cancelled', by: ['candidate', 'interviewer', 'admin', 'payment'] },
  { from: 'scheduled', to: 'no-show', by: ['system', 'admin'] },
  { from: 'in-progress', to: 'completed', by: ['candidate', 'interviewer', 'admin', 'system'] },
  // The evidence was lost or says too little.
  { from: 'scheduled', to: 'completed', by: ['admin'] },
  { from: 'no-show', to: 'completed', by: ['admin'], correction: true },
  { from: 'completed', to: 'no-show', by: ['admin'], correction: true },
] as const satisfies readonly InterviewTransition[];

/** Statuses that occupy the interviewer's time; the database's exclusion constraint covers the same ones. */
export const liveStatuses = [
  'held',
  'scheduled',
  'in-progress',
] as const satisfies readonly InterviewStatus[];
export type LiveStatus = (typeof liveStatuses)[number];

const live: ReadonlySet<InterviewStatus> = new Set(liveStatuses);

/** The legal moves out of a status; null asks for the ways in which an interview can begin. */
export function transitionsFrom(from: InterviewOrigin): readonly InterviewTransition[] {
  return interviewTransitions.filter((transition) => transition.from === from);
}

/** Whether the move is legal, and, with an actor, whether it is theirs to make. */
export function canTransition(from: InterviewOrigin, to: InterviewStatus, actor?: InterviewActor): boolean {
  return transitionsFrom(from).some(
    (transition) => transition.to === to && (actor === undefined || transition.by.includes(actor)),
  );
}

/** Whether the interview occupies its interviewer's time. */
export function isLive(status: InterviewStatus): status is LiveStatus {
  return live.has(status);
}

/** Whether the interview will not take place any more, because it has or because it fell through. */
export function isOver(status: InterviewStatus): boolean {
  return !live.has(status);
}

/** Statuses without a way out but a correction. `expired` is over but not terminal: a late payment can revive it. */
export const terminalStatuses: readonly InterviewStatus[] = interviewStatuses.filter((status) =>
  transitionsFrom(status).every(({ correction }) => correction),
);
