import { Injectable } from '@nestjs/common';
import type { InterviewDetail, InterviewStatus, Message, ResponseOf, routes } from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { decodeCursor, pageFrom } from '../interviews/interview-cursor.ts';
import { InterviewsRepository } from '../interviews/interviews.repository.ts';
import { MESSAGE_WORK } from '../notifications/messages.repository.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import { WakeUps } from '../platform/due-work/wake-ups.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { AdministrationRepository } from './administration.repository.ts';
import { toDetail, toSummary } from './interview-detail-view.ts';
import { toMessage, toOutcome } from './interview-story-view.ts';

@Injectable()
export class AdministrationService {
  constructor(
    private readonly database: Database,
    private readonly repository: AdministrationRepository,
    private readonly interviews: InterviewsRepository,
    private readonly audit: AuditLog,
    private readonly wakeUps: WakeUps,
    private readonly clock: Clock,
  ) {}

  /** All interviews, newest start first. */
  async listInterviews(query: {
    status?: InterviewStatus | undefined;
    messages?: 'parked' | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<ResponseOf<typeof routes.adminListInterviews>> {
    const { status, messages, cursor, limit } = query;
    const rows = await this.interviews.list({
      where: {
        ...(status && { status }),
        ...(messages && { messages: { some: { status: messages } } }),
      },
      after: decodeCursor(cursor),
      direction: 'desc',
      limit: limit + 1,
    });
    return pageFrom(rows, limit, toSummary);
  }

  /** @throws AppError `not-found`. */
  async getInterview(interviewId: string): Promise<InterviewDetail> {
    const [row, story, events] = await Promise.all([
      this.interviews.find(interviewId),
      this.repository.findStory(interviewId),
      this.repository.listEvents(interviewId),
    ]);
    if (!row || !story) throw notFound('interview');
    return toDetail(row, story, events);
  }

  /**
   * Tries a message again that was refused for good, for example after its address was mended. Whether it still applies is asked when it
   * is sent.
   *
   * @throws AppError `not-found`; `state-conflict` when the message is not parked.
   */
  async retryMessage(actorId: string, messageId: string): Promise<Message> {
    const message = await this.database.transaction(async (tx) => {
      const known = await this.repository.findMessage(tx, messageId);
      if (!known) throw notFound('message');
      const requeued = await this.repository.requeue(tx, messageId, this.clock.now());
      if (!requeued) {
        throw new AppError('state-conflict', 'Only a message that was refused for good can be tried again.');
      }
      await this.audit.record(tx, {
        actorId,
        action: 'message.retried',
        subject: `message:${messageId}`,
        details: {
          template: known.template,
          reason: toOutcome(known)?.reason ?? null,
          lastError: known.lastError,
        },
      });
      return requeued;
    });
    await this.wakeUps.announce({ kind: MESSAGE_WORK, id: messageId });
    return toMessage(message);
  }
}
