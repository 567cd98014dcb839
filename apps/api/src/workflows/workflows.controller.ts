import { Controller } from '@nestjs/common';
import {
  type ResponseOf,
  routes,
  type Simulation,
  type Workflow,
  type WorkflowCatalogue,
} from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { SimulationService } from './simulation.service.ts';
import { WorkflowAdministration } from './workflow-administration.service.ts';
import { WorkflowKinds } from './workflow-kinds.ts';

@Controller()
export class WorkflowsController {
  constructor(
    private readonly workflows: WorkflowAdministration,
    private readonly kinds: WorkflowKinds,
    private readonly simulation: SimulationService,
  ) {}

  @Route(routes.listWorkflows)
  list(): Promise<ResponseOf<typeof routes.listWorkflows>> {
    return this.workflows.list();
  }

  @Route(routes.getWorkflowCatalogue)
  catalogue(): WorkflowCatalogue {
    return this.kinds.catalogue();
  }

  @Route(routes.createWorkflow)
  create(@In() { caller, body }: Input<typeof routes.createWorkflow>): Promise<Workflow> {
    return this.workflows.create(caller.accountId, body);
  }

  @Route(routes.getWorkflow)
  get(@In() { params }: Input<typeof routes.getWorkflow>): Promise<Workflow> {
    return this.workflows.get(params.workflowId);
  }

  @Route(routes.updateWorkflow)
  update(@In() { caller, params, body }: Input<typeof routes.updateWorkflow>): Promise<Workflow> {
    return this.workflows.update(caller.accountId, params.workflowId, body);
  }

  @Route(routes.switchWorkflow)
  switch(@In() { caller, params, body }: Input<typeof routes.switchWorkflow>): Promise<Workflow> {
    return this.workflows.switch(caller.accountId, params.workflowId, body.enabled);
  }

  @Route(routes.listWorkflowVersions)
  versions(
    @In() { params }: Input<typeof routes.listWorkflowVersions>,
  ): Promise<ResponseOf<typeof routes.listWorkflowVersions>> {
    return this.workflows.versions(params.workflowId);
  }

  @Route(routes.simulateWorkflow)
  simulate(@In() { body }: Input<typeof routes.simulateWorkflow>): Promise<Simulation> {
    return this.simulation.simulate(body);
  }
}
