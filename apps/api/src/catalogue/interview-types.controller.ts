import { Controller } from '@nestjs/common';
import { type AdminInterviewType, type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { InterviewTypesService } from './interview-types.service.ts';

@Controller()
export class InterviewTypesController {
  constructor(private readonly interviewTypes: InterviewTypesService) {}

  @Route(routes.listInterviewTypes)
  listActive(): Promise<ResponseOf<typeof routes.listInterviewTypes>> {
    return this.interviewTypes.listActive();
  }

  @Route(routes.adminListInterviewTypes)
  listAll(): Promise<ResponseOf<typeof routes.adminListInterviewTypes>> {
    return this.interviewTypes.listAll();
  }

  @Route(routes.createInterviewType)
  create(@In() { caller, body }: Input<typeof routes.createInterviewType>): Promise<AdminInterviewType> {
    return this.interviewTypes.create(caller.accountId, body);
  }

  @Route(routes.updateInterviewType)
  update(
    @In() { caller, params, body }: Input<typeof routes.updateInterviewType>,
  ): Promise<AdminInterviewType> {
    return this.interviewTypes.update(caller.accountId, params.interviewTypeId, body);
  }
}
