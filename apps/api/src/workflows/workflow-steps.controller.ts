import { Controller } from '@nestjs/common';
import { type ResponseOf, routes, type WorkflowStep } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { StepAdministration } from './step-administration.service.ts';

@Controller()
export class WorkflowStepsController {
  constructor(private readonly steps: StepAdministration) {}

  @Route(routes.listInterviewRuns)
  runs(
    @In() { params }: Input<typeof routes.listInterviewRuns>,
  ): Promise<ResponseOf<typeof routes.listInterviewRuns>> {
    return this.steps.runsOf(params.interviewId);
  }

  @Route(routes.listParkedSteps)
  parked(): Promise<ResponseOf<typeof routes.listParkedSteps>> {
    return this.steps.listParked();
  }

  @Route(routes.retryWorkflowStep)
  retry(@In() { caller, params }: Input<typeof routes.retryWorkflowStep>): Promise<WorkflowStep> {
    return this.steps.retry(caller.accountId, params.stepId);
  }

  @Route(routes.skipWorkflowStep)
  skip(@In() { caller, params, body }: Input<typeof routes.skipWorkflowStep>): Promise<WorkflowStep> {
    return this.steps.skip(caller.accountId, params.stepId, body.reason);
  }
}
