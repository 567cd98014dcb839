import { Injectable } from '@nestjs/common';
import {
  type AdminTaskKind,
  type Policy,
  type SessionVerdict,
  sessionVerdictSchema,
} from '@greenroom/contracts';
import { AdminTasks } from '../admin-tasks/admin-tasks.service.ts';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { InterviewsRepository } from './interviews.repository.ts';

/** An interview whose session is judged; its row is locked by the transaction. */
interface JudgedInterview {
  readonly id: string;
  readonly outcome: string | null;
}

/** Tasks for an outcome that is only proposed. */
const proposals = ['confirm-outcome', 'evidence-missing'] as const satisfies readonly AdminTaskKind[];

/** The one place where it is written down what a session was. */
@Injectable()
export class SessionOutcomes {
  constructor(
    private readonly interviews: InterviewsRepository,
    private readonly tasks: AdminTasks,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Takes what the evidence says: it is the outcome, or a proposal where an administrator has the last word. */
  async takeEvidence(
    tx: Transaction,
    interview: JudgedInterview & { readonly policy: Policy },
    verdict: SessionVerdict,
  ): Promise<void> {
    const { id, policy } = interview;
    if (policy.outcomeMode === 'propose') return this.propose(tx, id, verdict, 'confirm-outcome');
    await this.decide(tx, interview, verdict, 'evidence', null);
  }

  /** Leaves it to an administrator what a session was, and says why. */
  async propose(
    tx: Transaction,
    interviewId: string,
    verdict: SessionVerdict,
    reason: (typeof proposals)[number],
  ): Promise<void> {
    await this.interviews.decide(tx, interviewId, { proposedOutcome: verdict });
    await this.tasks.open(tx, { interviewId, kind: reason, openedBy: 'system' });
  }

  /**
   * Notes since when evidence is missing, and when it is looked for again; null for both when nothing is missing any more.
   */
  async awaitEvidence(
    tx: Transaction,
    interviewId: string,
    { since, retryAt }: { readonly since: Date | null; readonly retryAt: Date | null },
  ): Promise<void> {
    await this.interviews.decide(tx, interviewId, { evidenceGapSince: since, evidenceRetryAt: retryAt });
  }

  /** Lets a proposal go that the course of things has overtaken: the side that was missed has come, or they meet another time. */
  async withdrawProposal(tx: Transaction, interviewId: string): Promise<void> {
    await this.interviews.decide(tx, interviewId, {
      proposedOutcome: null,
      evidenceGapSince: null,
      evidenceRetryAt: null,
    });
    await this.tasks.settle(tx, interviewId, proposals);
  }

  /** Writes an outcome down over any earlier one, with its event. */
  async decide(
    tx: Transaction,
    { id, outcome: before }: JudgedInterview,
    outcome: SessionVerdict,
    by: 'evidence' | 'admin',
    reason: string | null,
  ): Promise<void> {
    await this.interviews.decide(tx, id, {
      outcome,
      outcomeBy: by,
      outcomeAt: this.clock.now(),
      outcomeReason: reason,
      proposedOutcome: null,
    });
    const previous = before === null ? null : sessionVerdictSchema.parse(before);
    if (by === 'evidence') {
      await this.tasks.settle(tx, id, proposals);
      await this.askAboutMedia(tx, id, outcome);
    }
    await this.outbox.publish(tx, 'outcome.decided', id, { outcome, previous, by });
  }
  /** Two who were in the room and never saw or heard each other had no session: a person looks at it, and the money stays where it is. */
  private async askAboutMedia(tx: Transaction, interviewId: string, outcome: SessionVerdict): Promise<void> {
    const isStrange = outcome === 'delivered' && !(await this.interviews.wasMediaSeen(tx, interviewId));
    if (isStrange) await this.tasks.open(tx, { interviewId, kind: 'media-unseen', openedBy: 'system' });
    else await this.tasks.settle(tx, interviewId, ['media-unseen']);
  }
}
