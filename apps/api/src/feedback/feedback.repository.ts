import { Injectable } from '@nestjs/common';
import type { FeedbackInput } from '@greenroom/contracts';
import type { Transaction } from '../platform/database/database.ts';

@Injectable()
export class FeedbackRepository {
  /** Writes the feedback of an interview over any earlier one. */
  async save(
    tx: Transaction,
    interviewId: string,
    { comments, rating }: FeedbackInput,
    at: Date,
  ): Promise<void> {
    await tx.interview.update({
      where: { id: interviewId },
      data: { interviewerFeedback: comments, overallRating: rating, feedbackAt: at },
      select: { id: true },
    });
  }
}
