import type { Workflow, WorkflowCatalogue, WorkflowDefinition } from '@greenroom/contracts';
import { emptyDefinition } from './definition-edits';

/** A workflow as its form holds it; the definition may have values that are still to be mended. */
export interface WorkflowDraft {
  readonly name: string;
  readonly description: string;
  /** Null for every type of interview. */
  readonly interviewTypeId: string | null;
  readonly definition: WorkflowDefinition;
}

export function draftOfWorkflow({ name, description, interviewTypeId, definition }: Workflow): WorkflowDraft {
  return { name, description, interviewTypeId, definition };
}

export function emptyWorkflow(catalogue: WorkflowCatalogue | undefined): WorkflowDraft {
  return { name: '', description: '', interviewTypeId: null, definition: emptyDefinition(catalogue) };
}
