import { Injectable } from '@nestjs/common';
import type { Interview, OutcomeInput, SessionVerdict } from '@greenroom/contracts';
import { absenceOf, sessionSeconds } from '@greenroom/domain';
import { AdminTasks } from '../admin-tasks/admin-tasks.service.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { PresenceRepository } from '../conference/presence.repository.ts';
import { InterviewLifecycle } from '../interviews/interview-lifecycle.service.ts';
import { statusOf, toInterview } from '../interviews/interview-view.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { SessionOutcomes } from '../interviews/session-outcomes.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { Outbox } from '../platform/outbox/outbox.ts';

/** The administrator's word about a session: it confirms what the evidence says, or overrules it. */
@Injectable()
export class OutcomeDecisions {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewsRepository,
    private readonly presence: PresenceRepository,
    private readonly lifecycle: InterviewLifecycle,
    private readonly outcomes: SessionOutcomes,
    private readonly tasks: AdminTasks,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides what a session was. The status follows, and what was open about the outcome is resolved by it.
   *
   * @throws AppError `not-found`; `state-conflict` before the start, while it goes on, when it was cancelled, or when it is decided so already.
   */
  async decide(actorId: string, interviewId: string, { outcome, reason }: OutcomeInput): Promise<Interview> {
    await this.database.transaction(async (tx) => {
      const interview = await this.interviews.lock(tx, interviewId);
      if (!interview) throw notFound('interview');
      if (interview.outcome === outcome) {
        throw new AppError('state-conflict', 'This is decided so already. Look again.');
      }
      await this.outcomes.decide(tx, interview, outcome, 'admin', reason);
      await this.moveStatus(tx, interview, outcome);
      const decision = { accountId: actorId, note: reason };
      await this.tasks.settle(
        tx,
        interviewId,
        ['confirm-outcome', 'evidence-missing', 'late-evidence', 'media-unseen'],
        decision,
      );
      await this.audit.record(tx, {
        actorId,
        action: 'interview.outcome-decided',
        subject: `interview:${interviewId}`,
        details: { outcome, previous: interview.outcome, proposed: interview.proposedOutcome, reason },
      });
    });
    await this.outbox.flush(interviewId);
    const decided = await this.interviews.find(interviewId);
    if (!decided) throw notFound('interview');
    return toInterview(decided);
  }

  private async moveStatus(
    tx: Transaction,
    interview: InterviewRecord,
    outcome: SessionVerdict,
  ): Promise<void> {
    const from = statusOf(interview);
    const absent = absenceOf(outcome);
    const to = absent ? 'no-show' : 'completed';
    if (from === to) return;
    const isOpen = from === 'scheduled' && this.clock.now() < interview.scheduledAt;
    if (isOpen || !(from === 'scheduled' || from === 'no-show' || from === 'completed')) {
      throw new AppError('state-conflict', 'There is no session to decide about (yet).');
    }
    const cause = 'decided-by-admin';
    if (absent) {
      return this.lifecycle.transition(
        tx,
        interview.id,
        from,
        { to: 'no-show', actor: 'admin', cause, event: { absent } },
        { absent, completedAt: null, durationSeconds: null },
      );
    }
    const now = this.clock.now();
    const completedAt = interview.endsAt < now ? interview.endsAt : now;
    const durationSeconds = sessionSeconds(await this.presence.staysOf(interview.id, tx), completedAt);
    return this.lifecycle.transition(
      tx,
      interview.id,
      from,
      { to: 'completed', actor: 'admin', cause, event: { durationSeconds } },
      { absent: null, completedAt, durationSeconds },
    );
  }
}
