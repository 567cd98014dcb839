import type { SessionVerdict } from '@greenroom/contracts';

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
  /** `given-up`: a hold, before it was paid; `refunded`: the whole payment was given back by hand. */
  'interview.cancelled': {
    readonly reason: 'given-up' | 'cancelled' | 'refunded';
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
  'payment.settled': { readonly paymentId: string };
  'payment.failed': { readonly paymentId: string };
  'payment.refunded': { readonly paymentId: string; readonly reason: string };
  'feedback.submitted': Record<string, never>;
  'access-link.reissued': { readonly version: number };
}

export type DomainEventType = keyof DomainEvents;

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
