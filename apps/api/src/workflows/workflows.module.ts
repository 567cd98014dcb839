import { Module } from '@nestjs/common';
import { ConferenceModule } from '../conference/conference.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { PaymentsModule } from '../payments/payments.module.ts';
import { WebhooksModule } from '../webhooks/webhooks.module.ts';
import { actions, WORKFLOW_ACTIONS } from './actions/index.ts';
import { RunPlanning } from './run-planning.ts';
import { SimulationService } from './simulation.service.ts';
import { StepAdministration } from './step-administration.service.ts';
import { StepDecision } from './step-decision.ts';
import { StepExecution } from './step-execution.ts';
import { StepSubjects } from './step-subjects.ts';
import { WorkflowAdministrationRepository } from './workflow-administration.repository.ts';
import { WorkflowAdministration } from './workflow-administration.service.ts';
import { WorkflowDefinitions } from './workflow-definitions.ts';
import { WorkflowInstallation } from './workflow-installation.ts';
import { WorkflowInterviewsRepository } from './workflow-interviews.repository.ts';
import { WorkflowKinds } from './workflow-kinds.ts';
import { WorkflowRunsRepository } from './workflow-runs.repository.ts';
import { WorkflowStepsController } from './workflow-steps.controller.ts';
import { WorkflowStepsRepository } from './workflow-steps.repository.ts';
import { WorkflowsController } from './workflows.controller.ts';
import { WorkflowsRepository } from './workflows.repository.ts';

/** What follows from what happens: rules that administrators read and change, carried out so that nothing is lost and nothing repeated. */
@Module({
  imports: [ConferenceModule, NotificationsModule, PaymentsModule, WebhooksModule],
  controllers: [WorkflowsController, WorkflowStepsController],
  providers: [
    WorkflowKinds,
    WorkflowAdministration,
    WorkflowAdministrationRepository,
    StepAdministration,
    StepSubjects,
    SimulationService,
    WorkflowsRepository,
    WorkflowDefinitions,
    WorkflowInterviewsRepository,
    WorkflowRunsRepository,
    WorkflowStepsRepository,
    WorkflowInstallation,
    RunPlanning,
    StepDecision,
    StepExecution,
    ...actions,
    {
      provide: WORKFLOW_ACTIONS,
      inject: [...actions],
      useFactory: (...instances: unknown[]) => instances,
    },
  ],
})
export class WorkflowsModule {}
