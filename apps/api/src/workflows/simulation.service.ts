import { Injectable } from '@nestjs/common';
import type { Simulation, SimulationRequest, StepDefinition, WorkflowDefinition } from '@greenroom/contracts';
import { failingCondition, forecast, type Forecast, type Stay, type WorkflowFacts } from '@greenroom/domain';
import { PresenceRepository } from '../conference/presence.repository.ts';
import type { DomainEvent } from '../events.ts';
import { notFound } from '../platform/http/app-error.ts';
import { sampleInterview } from './sample-interview.ts';
import { valuesOf } from './step-decision.ts';
import type { Occasion, StepScene, WorkflowTrigger } from './triggers/trigger.ts';
import { WorkflowAdministration } from './workflow-administration.service.ts';
import { factsOf, timesOf, type WorkflowInterview } from './workflow-interview.ts';
import { WorkflowInterviewsRepository } from './workflow-interviews.repository.ts';
import { WorkflowKinds } from './workflow-kinds.ts';

/** What a simulation plays with. */
interface Stage {
  readonly definition: WorkflowDefinition;
  readonly trigger: WorkflowTrigger;
  readonly interview: WorkflowInterview;
  readonly stays: () => Promise<readonly Stay[]>;
}

/**
 * Plays a definition through, by the same triggers, conditions and times that runs go by, with an interview as it is and a clock that is made
 * believe. It reads, and does nothing else: no action is carried out.
 */
@Injectable()
export class SimulationService {
  constructor(
    private readonly kinds: WorkflowKinds,
    private readonly interviews: WorkflowInterviewsRepository,
    private readonly presence: PresenceRepository,
    private readonly administration: WorkflowAdministration,
  ) {}

  /** @throws AppError `invalid-request` for a definition that could not run; `not-found` for an unknown interview. */
  async simulate({ definition, interviewId, now: at }: SimulationRequest): Promise<Simulation> {
    this.administration.demandGood(definition);
    const now = new Date(at);
    const trigger = this.kinds.trigger(definition.trigger.kind);
    const interview =
      interviewId === null
        ? sampleInterview(now, trigger.sampleInterview(now))
        : await this.interviews.find(interviewId);
    if (!interview) throw notFound('interview');
    const event = trigger.sampleEvent(interview, now);
    const stays = async () => [
      ...(interviewId === null ? [] : await this.presence.staysOf(interviewId)),
      ...sampleStays(event, now),
    ];
    const stage = { definition, trigger, interview, stays };
    const occasions = await trigger.occasions({ event, interview, now, stays }, definition.trigger.config);
    return {
      interview: {
        status: interview.status,
        scheduledAt: interview.scheduledAt.toISOString(),
        endsAt: interview.endsAt.toISOString(),
      },
      occasions: await Promise.all(occasions.map((occasion) => this.play(stage, occasion))),
    };
  }

  private async play(
    { definition, trigger, interview, stays }: Stage,
    { dueAt, facts: occasion }: Occasion,
  ): Promise<Simulation['occasions'][number]> {
    const factsAt = (moment: Date): WorkflowFacts => factsOf(interview, occasion, moment);
    const scene: StepScene = { interview, occasion, now: dueAt, stays };
    const objection = await trigger.objection(scene, definition.trigger.config);
    const failing = failingCondition(definition.conditions, factsAt(dueAt));
    const reason = objection?.kind === 'skip' ? objection.reason : failing ? 'run-conditions-not-met' : null;
    const ahead = definition.steps.map((step) => this.toForecast(step));
    const steps = reason === null ? forecast(ahead, dueAt, timesOf(interview), factsAt) : [];
    return {
      dueAt: dueAt.toISOString(),
      reason,
      values: failing && objection === null ? valuesOf(failing) : {},
      steps: definition.steps.map((step, index) =>
        toSimulated(step, steps[index] ?? { outcome: 'unreachable' }),
      ),
    };
  }

  private toForecast({ kind, config, conditions }: StepDefinition) {
    const action = this.kinds.action(kind);
    const timing = action.timing?.(action.configSchema.parse(config)) ?? { kind: 'none' as const };
    return { timing, conditions, stops: action.stops };
  }
}

function toSimulated({ key, kind }: StepDefinition, forecasted: Forecast) {
  const at = forecasted.outcome === 'unreachable' ? null : forecasted.at.toISOString();
  const skipped = forecasted.outcome === 'skipped' ? forecasted.failing : null;
  return {
    key,
    kind,
    outcome: forecasted.outcome,
    at,
    reason: skipped ? 'conditions-not-met' : null,
    values: skipped ? valuesOf(skipped) : {},
  };
}

/** Whoever is made believe to have come is there. */
function sampleStays(event: DomainEvent, now: Date): Stay[] {
  if (event.type !== 'person.joined') return [];
  return [{ role: event.payload.role, joinedAt: now, leftAt: null }];
}
