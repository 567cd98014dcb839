import { Injectable } from '@nestjs/common';
import type { InterviewStatus, TransitionCause } from '@greenroom/contracts';
import { canTransition, type InterviewActor, type InterviewOrigin } from '@greenroom/domain';
import type { DomainEvents } from '../events.ts';
import { Metrics } from '../observability/metrics.ts';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import { AppError } from '../platform/http/app-error.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import {
  type InterviewChanges,
  type InterviewCreation,
  InterviewsRepository,
} from './interviews.repository.ts';

/** The event that tells of reaching a status. */
interface StatusEvents {
  held: 'interview.held';
  scheduled: 'interview.scheduled';
  'in-progress': 'interview.started';
  completed: 'interview.completed';
  expired: 'interview.expired';
  cancelled: 'interview.cancelled';
  'no-show': 'interview.no-show';
}

const statusEvents = {
  held: 'interview.held',
  scheduled: 'interview.scheduled',
  'in-progress': 'interview.started',
  completed: 'interview.completed',
  expired: 'interview.expired',
  cancelled: 'interview.cancelled',
  'no-show': 'interview.no-show',
} as const satisfies StatusEvents;

/** One move: where to, by whom, why, and what changes with it. */
export interface Transition<To extends InterviewStatus = InterviewStatus> {
  readonly to: To;
  readonly actor: InterviewActor;
  readonly cause: TransitionCause;
  /** In the words of who moves it. */
  readonly reason?: string | null;
  readonly event: DomainEvents[StatusEvents[To]];
}

/**
 * The only way in which an interview gets or changes its status. The change, its history row and its event commit together, in the
 * caller's transaction; which moves are legal stands in the domain's table.
 */
@Injectable()
export class InterviewLifecycle {
  constructor(
    private readonly repository: InterviewsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  /** Creates an interview in its first status. Returns its id. */
  async create<To extends 'held' | 'scheduled'>(
    tx: Transaction,
    interview: InterviewCreation,
    transition: Transition<To>,
  ): Promise<string> {
    this.demandLegal(null, transition);
    const id = await this.repository.insert(tx, { ...interview, status: transition.to });
    await this.record(tx, id, null, transition);
    return id;
  }

  /**
   * Moves an interview from one status to another.
   *
   * @throws AppError `state-conflict` when the interview is not (or no longer) in `from`, or the move is not the actor's.
   */
  async transition<To extends InterviewStatus>(
    tx: Transaction,
    id: string,
    from: InterviewStatus,
    transition: Transition<To>,
    changes: InterviewChanges = {},
  ): Promise<void> {
    this.demandLegal(from, transition);
    const moved = await this.repository.move(tx, id, from, transition.to, changes);
    if (!moved) throw new AppError('state-conflict', 'The interview has changed meanwhile. Look again.');
    await this.record(tx, id, from, transition);
  }

  private demandLegal(from: InterviewOrigin, { to, actor }: Transition): void {
    if (!canTransition(from, to, actor)) {
      throw new AppError(
        'state-conflict',
        `An interview that is ${from ?? 'new'} cannot become ${to} this way.`,
      );
    }
  }

  private async record<To extends InterviewStatus>(
    tx: Transaction,
    id: string,
    from: InterviewOrigin,
    transition: Transition<To>,
  ): Promise<void> {
    const { to, actor, cause, reason = null } = transition;
    await this.repository.addHistory(tx, {
      interviewId: id,
      fromStatus: from,
      toStatus: to,
      actor,
      cause,
      reason,
      at: this.clock.now(),
    });
    await this.outbox.publish(tx, statusEvents[to], id, transition.event);
    this.metrics.transitions.inc({ to });
  }
}
