import { Controller } from '@nestjs/common';
import { type Interview, type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { InterviewsService } from './interviews.service.ts';

@Controller()
export class InterviewsController {
  constructor(private readonly interviews: InterviewsService) {}

  @Route(routes.listInterviews)
  list(
    @In() { caller, query }: Input<typeof routes.listInterviews>,
  ): Promise<ResponseOf<typeof routes.listInterviews>> {
    return this.interviews.list(caller.accountId, query);
  }

  @Route(routes.getInterview)
  get(@In() { caller, params }: Input<typeof routes.getInterview>): Promise<Interview> {
    return this.interviews.get(caller.accountId, params.interviewId);
  }

  @Route(routes.rateSession)
  rate(@In() { caller, params, body }: Input<typeof routes.rateSession>): Promise<Interview> {
    return this.interviews.rateSession(caller.accountId, params.interviewId, body);
  }

  @Route(routes.getCalendar)
  calendar(
    @In() { caller, params }: Input<typeof routes.getCalendar>,
  ): Promise<ResponseOf<typeof routes.getCalendar>> {
    return this.interviews.calendarOf(caller.accountId, params.interviewId);
  }
}
