import { Injectable } from '@nestjs/common';
import type { Assignment, FeedbackInput, InterviewStatus } from '@greenroom/contracts';
import { toAssignment } from '../access-links/assignment-view.ts';
import { statusOf } from '../interviews/interview-view.ts';
import { InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { InterviewerCaller } from '../platform/http/caller.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { FeedbackRepository } from './feedback.repository.ts';

/** There must have been a conversation to write about. */
const writableIn: readonly InterviewStatus[] = ['in-progress', 'completed'];

@Injectable()
export class FeedbackService {
  constructor(
    private readonly database: Database,
    private readonly repository: FeedbackRepository,
    private readonly interviews: InterviewsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the interviewer's feedback; sent again, it replaces the earlier one.
   *
   * @throws AppError `not-found` when the caller's session is for another interview; `state-conflict` before the interview has begun, or when
   * it did not take place.
   */
  async submit(caller: InterviewerCaller, interviewId: string, feedback: FeedbackInput): Promise<Assignment> {
    if (caller.interviewId !== interviewId) throw notFound('interview');
    const assignment = await this.database.transaction(async (tx) => {
      const interview = await this.interviews.lock(tx, interviewId);
      if (!interview) throw notFound('interview');
      if (!writableIn.includes(statusOf(interview))) {
        throw new AppError('state-conflict', 'Feedback can be given once the interview has begun.');
      }
      const { comments, rating } = feedback;
      const feedbackAt = this.clock.now();
      await this.repository.save(tx, interviewId, feedback, feedbackAt);
      await this.outbox.publish(tx, 'feedback.submitted', interviewId, {});
      return toAssignment({ ...interview, interviewerFeedback: comments, overallRating: rating, feedbackAt });
    });
    await this.outbox.flush(interviewId);
    return assignment;
  }
}
