import { Injectable } from '@nestjs/common';
import type { Interview, ResponseOf, routes, SessionRatingInput } from '@greenroom/contracts';
import { InterviewCalendar } from '../notifications/interview-calendar.ts';
import { Clock } from '../platform/clock.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { decodeCursor, pageFrom } from './interview-cursor.ts';
import { statusOf, toInterview } from './interview-view.ts';
import { type InterviewRecord, InterviewsRepository } from './interviews.repository.ts';

/** Slots that are still kept, and what was booked. A hold that has lapsed is neither ahead nor behind, before it is swept too. */
const upcoming = (now: Date) => ({
  OR: [{ status: { in: ['scheduled', 'in-progress'] } }, { status: 'held', holdExpiresAt: { gt: now } }],
});

/** What was booked once (it had a room), and what was paid and went back. A slot that was merely kept for a while is no interview. */
const previous = {
  OR: [
    { status: { in: ['completed', 'no-show'] } },
    { status: 'cancelled', roomName: { not: null } },
    { status: { in: ['cancelled', 'expired'] }, payment: { status: { in: ['settled', 'refunded'] } } },
  ],
};

/** A candidate's own interviews. */
@Injectable()
export class InterviewsService {
  constructor(
    private readonly repository: InterviewsRepository,
    private readonly calendar: InterviewCalendar,
    private readonly clock: Clock,
  ) {}

  async list(
    candidateId: string,
    { scope, cursor, limit }: { scope: 'upcoming' | 'previous'; cursor?: string | undefined; limit: number },
  ): Promise<ResponseOf<typeof routes.listInterviews>> {
    const rows = await this.repository.list({
      where: { candidateId, ...(scope === 'upcoming' ? upcoming(this.clock.now()) : previous) },
      after: decodeCursor(cursor),
      direction: scope === 'upcoming' ? 'asc' : 'desc',
      limit: limit + 1,
    });
    return pageFrom(rows, limit, toInterview);
  }

  async get(candidateId: string, interviewId: string): Promise<Interview> {
    return toInterview(await this.owned(candidateId, interviewId));
  }

  async calendarOf(candidateId: string, interviewId: string): Promise<ResponseOf<typeof routes.getCalendar>> {
    const row = await this.owned(candidateId, interviewId);
    if (!['scheduled', 'in-progress', 'completed'].includes(statusOf(row))) {
      throw new AppError('state-conflict', 'Only an interview that is booked has a calendar entry.');
    }
    return { filename: 'interview.ics', text: this.calendar.entryFor(row, 'candidate') };
  }

  /** @throws AppError `not-found`; `state-conflict` for a session that has not taken place, or not yet. */
  async rateSession(candidateId: string, interviewId: string, input: SessionRatingInput): Promise<Interview> {
    await this.owned(candidateId, interviewId);
    const rated = await this.repository.rateSession(interviewId, input, this.clock.now());
    if (!rated) throw new AppError('state-conflict', 'Only a session that has taken place can be rated.');
    return this.get(candidateId, interviewId);
  }

  private async owned(candidateId: string, interviewId: string): Promise<InterviewRecord> {
    const row = await this.repository.findOwned(interviewId, candidateId);
    if (!row) throw notFound('interview');
    return row;
  }
}
