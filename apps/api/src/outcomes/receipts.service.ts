import { Injectable } from '@nestjs/common';
import { type Appeal, type Receipt, receiptSchema } from '@greenroom/contracts';
import { presenceReceipt, type ReceiptStay } from '@greenroom/domain';
import { AdminTasks } from '../admin-tasks/admin-tasks.service.ts';
import { PresenceRepository } from '../conference/presence.repository.ts';
import { demandParty, type InterviewParty } from '../interviews/interview-party.ts';
import { outcomeOf, windowOf } from '../interviews/interview-view.ts';
import { InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';

/** The evidence in a few lines, the same for both sides. */
@Injectable()
export class Receipts {
  constructor(
    private readonly interviews: InterviewsRepository,
    private readonly presence: PresenceRepository,
    private readonly tasks: AdminTasks,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `not-found`. */
  async receiptFor(party: InterviewParty, interviewId: string): Promise<Receipt> {
    const interview = demandParty(await this.interviews.find(interviewId), party);
    const { opensAt } = windowOf(interview);
    // Whoever looked into the room before the interview was moved has no part in this.
    const stays = (await this.presence.staysOf(interviewId)).filter(
      ({ leftAt }) => leftAt === null || leftAt > opensAt,
    );
    const mediaSeenAt = await this.presence.mediaSeenAt(interviewId);
    const evidence = presenceReceipt(stays, interview.completedAt ?? this.clock.now());
    return {
      outcome: outcomeOf(interview),
      decidedAt: interview.outcomeAt?.toISOString() ?? null,
      decidedBy: receiptSchema.shape.decidedBy.parse(interview.outcomeBy),
      awaitsConfirmation: interview.proposedOutcome !== null,
      evidenceGapSince: interview.evidenceGapSince?.toISOString() ?? null,
      plannedFrom: interview.scheduledAt.toISOString(),
      plannedTo: interview.endsAt.toISOString(),
      interviewer: evidence.interviewer.map(toLine),
      candidate: evidence.candidate.map(toLine),
      mediaSeenAt: {
        interviewer: mediaSeenAt.get('interviewer')?.toISOString() ?? null,
        candidate: mediaSeenAt.get('candidate')?.toISOString() ?? null,
      },
      togetherSeconds: evidence.togetherSeconds,
      appeal: party.side === 'admin' ? null : await this.appealOf(interviewId, party.side),
    };
  }

  private async appealOf(interviewId: string, side: 'candidate' | 'interviewer'): Promise<Appeal | null> {
    const task = await this.tasks.findAppeal(interviewId, side);
    if (!task) return null;
    return {
      text: task.text ?? '',
      openedAt: task.openedAt.toISOString(),
      resolvedAt: task.resolvedAt?.toISOString() ?? null,
      note: task.note,
    };
  }
}

const toLine = ({ from, to }: ReceiptStay) => ({
  from: from.toISOString(),
  to: to?.toISOString() ?? null,
});
