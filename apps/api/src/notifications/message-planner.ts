import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessLinks } from '../access-links/access-links.service.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import type { PlannedWork } from '../platform/due-work/due-work.ts';
import { LogContext } from '../platform/log-context.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { MESSAGE_WORK, MessagesRepository } from './messages.repository.ts';
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
    private readonly messages: MessagesRepository,
    private readonly interviews: InterviewsRepository,
    private readonly links: AccessLinks,
    private readonly clock: Clock,
    private readonly logContext: LogContext,
  ) {}

  onModuleInit(): void {
    const name = 'messages';
    this.outbox.on('interview.scheduled', name, async (tx, { interviewId, payload }) => {
      const interview = await this.read(tx, interviewId);
      await this.links.issue(tx, interview, 'invitation');
      return [
        ...(await this.plan(tx, interview, confirmation, payload.scheduleVersion)),
        ...(await this.plan(tx, interview, invitation, payload.scheduleVersion)),
      ];
    });
    this.outbox.on('payment.refunded', name, async (tx, { interviewId }) => {
      const interview = await this.read(tx, interviewId);
      return this.plan(tx, interview, refund, interview.scheduleVersion);
    });
    this.outbox.on('interview.completed', name, async (tx, { interviewId }) => {
      const interview = await this.read(tx, interviewId);
      await this.links.issue(tx, interview, 'feedback');
      // Feedback can be given before the end; the candidate reads it after.
      const next = interview.feedbackAt === null ? feedbackRequest : feedbackReady;
      return this.plan(tx, interview, next, interview.scheduleVersion);
    });
    this.outbox.on('feedback.submitted', name, async (tx, { interviewId }) => {
      const interview = await this.read(tx, interviewId);
      if (interview.status !== 'completed') return [];
      return this.plan(tx, interview, feedbackReady, interview.scheduleVersion);
    });
    this.outbox.on('access-link.reissued', name, async (tx, { interviewId, payload }) => {
      const interview = await this.read(tx, interviewId);
      const again = interview.status === 'completed' ? feedbackRequest : invitation;
      return this.plan(tx, interview, again, interview.scheduleVersion, `link-${payload.version}`);
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
    interview: InterviewRecord,
    template: MessageTemplate,
    scheduleVersion: number,
    occasion?: string,
  ): Promise<readonly PlannedWork[]> {
    const { name, recipient } = template;
    const dedupeKey = [name, interview.id, scheduleVersion, recipient, occasion]
      .filter((part) => part !== undefined)
      .join(':');
    const dueAt = this.clock.now();
    const id = await this.messages.plan(
      tx,
      {
        interviewId: interview.id,
        dedupeKey,
        template: name,
        recipientRole: recipient,
        recipient: interview[recipient].email,
        scheduleVersion,
        correlationId: this.logContext.correlationId,
      },
      dueAt,
    );
    return id === undefined ? [] : [{ kind: MESSAGE_WORK, id, dueAt }];
  }
}
