import { Controller } from '@nestjs/common';
import { type ChangeTerms, type Interview, type ResponseOf, routes } from '@greenroom/contracts';
import { candidateParty } from '../interviews/interview-party.ts';
import { toInterview } from '../interviews/interview-view.ts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { Cancellation } from './cancellation.service.ts';
import { ChangeTermsService } from './change-terms.service.ts';
import { Rescheduling } from './rescheduling.service.ts';

@Controller()
export class CandidateChangesController {
  constructor(
    private readonly changes: ChangeTermsService,
    private readonly cancellation: Cancellation,
    private readonly rescheduling: Rescheduling,
  ) {}

  @Route(routes.getChangeTerms)
  terms(@In() { caller, params }: Input<typeof routes.getChangeTerms>): Promise<ChangeTerms> {
    return this.changes.terms(candidateParty(caller), params.interviewId);
  }

  @Route(routes.listNewTimes)
  newTimes(
    @In() { caller, params, query }: Input<typeof routes.listNewTimes>,
  ): Promise<ResponseOf<typeof routes.listNewTimes>> {
    return this.changes.newTimes(candidateParty(caller), params.interviewId, query);
  }

  @Route(routes.cancelInterview)
  async cancel(@In() { caller, params, body }: Input<typeof routes.cancelInterview>): Promise<Interview> {
    const wish = { ...body, reason: null };
    return toInterview(await this.cancellation.cancel(candidateParty(caller), params.interviewId, wish));
  }

  @Route(routes.rescheduleInterview)
  async reschedule(
    @In() { caller, params, body }: Input<typeof routes.rescheduleInterview>,
  ): Promise<Interview> {
    const wish = { ...body, startsAt: new Date(body.startsAt), reason: null };
    return toInterview(await this.rescheduling.reschedule(candidateParty(caller), params.interviewId, wish));
  }
}
