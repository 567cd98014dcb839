import type { Workflow, WorkflowCatalogue, WorkflowDefinition } from '@greenroom/contracts';
import { emptyDefinition } from './definition-edits';
import { descriptionOf, nameOf, type Tell } from './workflow-words';

/** A workflow as its form holds it; the definition may have values that are still to be mended. */
export interface WorkflowDraft {
  readonly name: string;
  readonly description: string;
  /** Null for every type of interview. */
  readonly interviewTypeId: string | null;
  readonly definition: WorkflowDefinition;
}

/** What is stored; of what was shipped, name and description as the reader knows them. */
export function draftOfWorkflow(workflow: Workflow, tell: Tell): WorkflowDraft {
  const { interviewTypeId, definition } = workflow;
  return {
    name: nameOf(tell, workflow),
    description: descriptionOf(tell, workflow),
    interviewTypeId,
    definition,
  };
}

export function emptyWorkflow(catalogue: WorkflowCatalogue | undefined): WorkflowDraft {
  return { name: '', description: '', interviewTypeId: null, definition: emptyDefinition(catalogue) };
}
