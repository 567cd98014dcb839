import type { ParticipantRole, SessionVerdict } from '@greenroom/contracts';

/**
 * Every domain event and what it carries. Payloads hold ids and facts of the moment, never addresses or secrets: who handles an event
 * reads the interview again.
 */
export interface DomainEvents {
  'interview.held': Record<string, never>;
  'interview.scheduled': { readonly scheduleVersion: number; readonly late: boolean };
  'interview.expired': Record<string, never>;
  'interview.rescheduled': {
    readonly scheduleVersion: number;
    /** UTC, ISO 8601. */
    readonly previousStart: string;
    readonly by: 'candidate' | 'interviewer' | 'admin';
  };
  /**
   * `given-up`: a hold, before it was paid; `payment-not-possible`: a hold whose price cannot be taken; `refunded`: the whole payment was given
   * back by hand.
   */
  'interview.cancelled': {
    readonly reason: 'given-up' | 'cancelled' | 'refunded' | 'payment-not-possible';
    readonly by: 'candidate' | 'interviewer' | 'admin' | 'payment';
  };
  'interview.started': Record<string, never>;
  'interview.completed': { readonly durationSeconds: number };
  'interview.no-show': { readonly absent: 'candidate' | 'interviewer' | 'both' };
  /** What the session was is decided, or decided anew by an administrator; `previous` is what was said before. */
  'outcome.decided': {
    readonly outcome: SessionVerdict;
    readonly previous: SessionVerdict | null;
    readonly by: 'evidence' | 'admin';
  };
  'person.joined': { readonly role: ParticipantRole; readonly at: string };
  'person.left': { readonly role: ParticipantRole; readonly at: string };
  'payment.settled': { readonly paymentId: string };
  'payment.failed': { readonly paymentId: string };
  'payment.refunded': { readonly paymentId: string; readonly reason: string };
  /** The interviewer has been asked for feedback. */
  'feedback.due': Record<string, never>;
  'feedback.submitted': Record<string, never>;
  'access-link.reissued': { readonly version: number };
}

export type DomainEventType = keyof DomainEvents;

/** Every type of event, for what has to listen to all of them. The compiler asks for the missing ones. */
export const domainEventTypes = Object.keys({
  'interview.held': true,
  'interview.scheduled': true,
  'interview.rescheduled': true,
  'interview.expired': true,
  'interview.cancelled': true,
  'interview.started': true,
  'interview.completed': true,
  'interview.no-show': true,
  'outcome.decided': true,
  'person.joined': true,
  'person.left': true,
  'payment.settled': true,
  'payment.failed': true,
  'payment.refunded': true,
  'feedback.due': true,
  'feedback.submitted': true,
  'access-link.reissued': true,
} satisfies Record<DomainEventType, true>) as readonly DomainEventType[];

/** An event with its type, as handlers receive it. */
export type DomainEvent<T extends DomainEventType = DomainEventType> = {
  [K in T]: {
    readonly type: K;
    readonly interviewId: string;
    readonly payload: DomainEvents[K];
    /** UTC. */
    readonly occurredAt: Date;
  };
}[T];
