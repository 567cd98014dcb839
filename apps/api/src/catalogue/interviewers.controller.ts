import { Controller } from '@nestjs/common';
import { type AdminInterviewer, type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { InterviewersService } from './interviewers.service.ts';

@Controller()
export class InterviewersController {
  constructor(private readonly interviewers: InterviewersService) {}

  @Route(routes.listSpecialists)
  listSpecialists(): Promise<ResponseOf<typeof routes.listSpecialists>> {
    return this.interviewers.listSpecialists();
  }

  @Route(routes.adminListInterviewers)
  listAll(): Promise<ResponseOf<typeof routes.adminListInterviewers>> {
    return this.interviewers.listAll();
  }

  @Route(routes.createInterviewer)
  create(@In() { caller, body }: Input<typeof routes.createInterviewer>): Promise<AdminInterviewer> {
    return this.interviewers.create(caller.accountId, body);
  }

  @Route(routes.updateInterviewer)
  update(@In() { caller, params, body }: Input<typeof routes.updateInterviewer>): Promise<AdminInterviewer> {
    return this.interviewers.update(caller.accountId, params.interviewerId, body);
  }
}
