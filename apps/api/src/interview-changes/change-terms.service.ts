import { Injectable } from '@nestjs/common';
import type { ChangeTerms, NewTime } from '@greenroom/contracts';
import { AvailabilityService } from '../availability/availability.service.ts';
import { demandParty, type InterviewParty } from '../interviews/interview-party.ts';
import { InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import { toChangeTerms } from './change-terms.ts';

/** What a change would mean, before anybody makes it. Asking changes nothing. */
@Injectable()
export class ChangeTermsService {
  constructor(
    private readonly interviews: InterviewsRepository,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `not-found`. */
  async terms(party: InterviewParty, interviewId: string): Promise<ChangeTerms> {
    const interview = demandParty(await this.interviews.find(interviewId), party);
    return toChangeTerms(interview, party.side, this.clock.now());
  }

  /**
   * Times of the same interviewer that the interview could be moved to; its own time does not stand in its way.
   *
   * @throws AppError `not-found`; `invalid-request` for a range beyond 31 days.
   */
  async newTimes(
    party: InterviewParty,
    interviewId: string,
    range: { from: string; to: string },
  ): Promise<{ items: NewTime[] }> {
    const interview = demandParty(await this.interviews.find(interviewId), party);
    const starts = await this.availability.startsForMove(interview, range);
    const items = starts
      .filter((startsAt) => startsAt.getTime() !== interview.scheduledAt.getTime())
      .map((startsAt) => ({
        startsAt: startsAt.toISOString(),
        endsAt: new Date(startsAt.getTime() + interview.durationMinutes * 60_000).toISOString(),
      }));
    return { items };
  }
}
