import { Injectable } from '@nestjs/common';
import type { StepDefinition, StepSubject } from '@greenroom/contracts';
import { Database } from '../platform/database/database.ts';
import { WebhookEndpoints } from '../webhooks/webhook-endpoints.service.ts';
import { WorkflowDefinitions } from './workflow-definitions.ts';
import { WorkflowKinds } from './workflow-kinds.ts';

/** A step, as the version of its workflow names it. */
export interface StepOfVersion {
  readonly workflowId: string;
  readonly version: number;
  readonly position: number;
}

/** What steps are about, for whoever reads of them: it stands in the settings of the version that their run follows. */
@Injectable()
export class StepSubjects {
  constructor(
    private readonly database: Database,
    private readonly definitions: WorkflowDefinitions,
    private readonly kinds: WorkflowKinds,
    private readonly endpoints: WebhookEndpoints,
  ) {}

  /** The subjects of many steps, in their order, with as few statements as for one. */
  async of(steps: readonly StepOfVersion[]): Promise<readonly (StepSubject | null)[]> {
    await this.definitions.read(this.database.client, steps);
    const subjects: (StepSubject | null)[] = [];
    for (const { workflowId, version, position } of steps) {
      const { steps: defined } = await this.definitions.of(this.database.client, workflowId, version);
      const step = defined[position];
      subjects.push(step ? this.subjectOf(step) : null);
    }
    return this.withNames(subjects);
  }

  private subjectOf({ kind, config }: StepDefinition): StepSubject | null {
    const action = this.kinds.actions.get(kind);
    const settings = action?.configSchema.safeParse(config);
    return settings?.success ? (action?.subject?.(settings.data) ?? null) : null;
  }

  private async withNames(
    subjects: readonly (StepSubject | null)[],
  ): Promise<readonly (StepSubject | null)[]> {
    const ids = subjects.flatMap((subject) => (subject?.about === 'webhook' ? [subject.endpointId] : []));
    if (ids.length === 0) return subjects;
    const names = await this.endpoints.namesOf(ids);
    return subjects.map((subject) =>
      subject?.about === 'webhook'
        ? { ...subject, endpointName: names.get(subject.endpointId) ?? null }
        : subject,
    );
  }
}
