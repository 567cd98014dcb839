import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import type { Transaction } from '../platform/database/database.ts';
import type { PlannedWork } from '../platform/due-work/due-work.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { MessagePlanning } from './message-planning.ts';
import { confirmation } from './templates/confirmation.ts';
import { feedbackReady } from './templates/feedback-ready.ts';
import { feedbackRequest } from './templates/feedback-request.ts';
import { invitation } from './templates/invitation.ts';
import { refund } from './templates/refund.ts';
import type { MessageTemplate } from './templates/template.ts';

/** Which events are followed by which messages. It only writes rows; whether they still apply is asked when they are sent. */
@Injectable()
export class MessagePlanner implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly planning: MessagePlanning,
    private readonly interviews: InterviewsRepository,
  ) {}

  onModuleInit(): void {
    const name = 'messages';
    this.outbox.on('interview.scheduled', name, async (tx, { interviewId, payload }) => {
      return [
        ...(await this.plan(tx, interviewId, confirmation, payload.scheduleVersion)),
        ...(await this.plan(tx, interviewId, invitation, payload.scheduleVersion)),
      ];
    });
    this.outbox.on('payment.refunded', name, async (tx, { interviewId }) => {
      const { scheduleVersion } = await this.read(tx, interviewId);
      return this.plan(tx, interviewId, refund, scheduleVersion);
    });
    this.outbox.on('interview.completed', name, async (tx, { interviewId }) => {
      const { feedbackAt, scheduleVersion } = await this.read(tx, interviewId);
      // Feedback can be given before the end; the candidate reads it after.
      const next = feedbackAt === null ? feedbackRequest : feedbackReady;
      return this.plan(tx, interviewId, next, scheduleVersion);
    });
    this.outbox.on('feedback.submitted', name, async (tx, { interviewId }) => {
      const { status, scheduleVersion } = await this.read(tx, interviewId);
      return status === 'completed' ? this.plan(tx, interviewId, feedbackReady, scheduleVersion) : [];
    });
    this.outbox.on('access-link.reissued', name, async (tx, { interviewId, payload }) => {
      const { status, scheduleVersion } = await this.read(tx, interviewId);
      const again = status === 'completed' ? feedbackRequest : invitation;
      return this.plan(tx, interviewId, again, scheduleVersion, `link-${payload.version}`);
    });
  }

  private async read(tx: Transaction, interviewId: string): Promise<InterviewRecord> {
    const interview = await this.interviews.find(interviewId, tx);
    if (!interview) throw new Error(`The interview ${interviewId} of an event does not exist`);
    return interview;
  }

  /** @param occasion sets a message apart from an earlier one of the same kind for the same times. */
  private async plan(
    tx: Transaction,
    interviewId: string,
    { name, recipient }: MessageTemplate,
    scheduleVersion: number,
    occasion?: string,
  ): Promise<readonly PlannedWork[]> {
    const plan = await this.planning.plan(tx, {
      interviewId,
      template: name,
      recipient: { role: recipient },
      channel: 'email',
      dedupeKey: [name, interviewId, scheduleVersion, recipient, occasion]
        .filter((part) => part !== undefined)
        .join(':'),
      scheduleVersion,
    });
    return 'work' in plan ? plan.work : [];
  }
}
