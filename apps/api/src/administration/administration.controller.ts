import { Controller } from '@nestjs/common';
import { type InterviewDetail, type Message, type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { AdministrationService } from './administration.service.ts';

@Controller()
export class AdministrationController {
  constructor(private readonly administration: AdministrationService) {}

  @Route(routes.adminListInterviews)
  listInterviews(
    @In() { query }: Input<typeof routes.adminListInterviews>,
  ): Promise<ResponseOf<typeof routes.adminListInterviews>> {
    return this.administration.listInterviews(query);
  }

  @Route(routes.adminGetInterview)
  getInterview(@In() { params }: Input<typeof routes.adminGetInterview>): Promise<InterviewDetail> {
    return this.administration.getInterview(params.interviewId);
  }

  @Route(routes.retryMessage)
  retryMessage(@In() { caller, params }: Input<typeof routes.retryMessage>): Promise<Message> {
    return this.administration.retryMessage(caller.accountId, params.messageId);
  }
}
