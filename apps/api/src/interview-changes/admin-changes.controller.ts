import { Controller } from '@nestjs/common';
import { type ChangeTerms, type Interview, type ResponseOf, routes } from '@greenroom/contracts';
import { adminParty } from '../interviews/interview-party.ts';
import { toInterview } from '../interviews/interview-view.ts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { Cancellation } from './cancellation.service.ts';
import { ChangeTermsService } from './change-terms.service.ts';
import { Rescheduling } from './rescheduling.service.ts';

@Controller()
export class AdminChangesController {
  constructor(
    private readonly changes: ChangeTermsService,
    private readonly cancellation: Cancellation,
    private readonly rescheduling: Rescheduling,
  ) {}

  @Route(routes.adminGetChangeTerms)
  terms(@In() { caller, params }: Input<typeof routes.adminGetChangeTerms>): Promise<ChangeTerms> {
    return this.changes.terms(adminParty(caller), params.interviewId);
  }

  @Route(routes.adminListNewTimes)
  newTimes(
    @In() { caller, params, query }: Input<typeof routes.adminListNewTimes>,
  ): Promise<ResponseOf<typeof routes.adminListNewTimes>> {
    return this.changes.newTimes(adminParty(caller), params.interviewId, query);
  }

  @Route(routes.adminCancelInterview)
  async cancel(
    @In() { caller, params, body }: Input<typeof routes.adminCancelInterview>,
  ): Promise<Interview> {
    return toInterview(await this.cancellation.cancel(adminParty(caller), params.interviewId, body));
  }

  @Route(routes.adminRescheduleInterview)
  async reschedule(
    @In() { caller, params, body }: Input<typeof routes.adminRescheduleInterview>,
  ): Promise<Interview> {
    const wish = { ...body, startsAt: new Date(body.startsAt) };
    return toInterview(await this.rescheduling.reschedule(adminParty(caller), params.interviewId, wish));
  }
}
