import { Component, computed, inject, input, type Signal, signal, viewChild } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Router, RouterLink } from '@angular/router';
import {
  catalogueRoutes,
  webhookRoutes,
  type Workflow,
  type WorkflowCatalogue,
  type WorkflowCreation,
  workflowCreationSchema,
  type WorkflowDefinition,
  workflowRoutes,
} from '@greenroom/contracts';
import { ErrorState, Icon, Skeleton } from '@greenroom/ui';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { focusFirstInvalid } from '../../platform/focus-first-invalid';
import { lastKnown } from '../../platform/last-known';
import { EditForm } from '../forms/edit-form';
import { FormActions } from '../forms/form-actions';
import { FieldControl, FormField } from '../forms/form-field';
import { type EditsSomething, warnBeforeUnload } from '../forms/unsaved-changes';
import { Notices } from '../questions/notices';
import { DefinitionEditor } from './definition-editor';
import { askedDefinition } from './definition-edits';
import { type DefinitionProblems, problemsOf, refusedParts } from './definition-problems';
import { SimulationPanel } from './simulation-panel';
import { draftOfWorkflow, emptyWorkflow, type WorkflowDraft } from './workflow-draft';
import { WorkflowVersions } from './workflow-versions';
import { nameOf, type Tell } from './workflow-words';

interface Basis {
  readonly catalogue: WorkflowCatalogue;
  /** Absent for a new one. */
  readonly workflow: Workflow | undefined;
}

const NO_PROBLEMS: DefinitionProblems = new Map();

/** `/admin/workflows/new` and `/admin/workflows/:workflowId`: what it says, what it would do, and what it said before. */
@Component({
  selector: 'gr-admin-workflow-page',
  imports: [
    DefinitionEditor,
    ErrorState,
    FieldControl,
    FormActions,
    FormField,
    Icon,
    MatSlideToggle,
    RouterLink,
    SimulationPanel,
    Skeleton,
    TranslocoDirective,
    WorkflowVersions,
  ],
  templateUrl: './workflow-page.html',
  styleUrls: ['../form-page.scss', './workflow-page.scss'],
  host: warnBeforeUnload,
})
export class WorkflowPage implements EditsSomething {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly transloco = inject(TranslocoService);
  private readonly tell: Tell = (key) => this.transloco.translate(key);
  private readonly versions = viewChild(WorkflowVersions);

  /** Absent for a new workflow. */
  readonly workflowId = input<string>();

  private readonly catalogueResource = apiResource(workflowRoutes.getWorkflowCatalogue, () => ({}));
  private readonly types = apiResource(catalogueRoutes.adminListInterviewTypes, () => ({}));
  private readonly endpoints = apiResource(webhookRoutes.listWebhookEndpoints, () => ({}));
  private readonly resource = apiResource(workflowRoutes.getWorkflow, () => {
    const workflowId = this.workflowId();
    return workflowId === undefined ? undefined : { params: { workflowId } };
  });
  protected readonly catalogue = lastKnown(this.catalogueResource);
  protected readonly interviewTypes = computed(() => (this.types.hasValue() ? this.types.value().items : []));
  protected readonly choices = computed(() => {
    const endpoints = this.endpoints.hasValue() ? this.endpoints.value().items : [];
    return new Map([['endpointId', endpoints.map(({ id, name }) => ({ value: id, label: name }))]]);
  });
  protected readonly workflow = lastKnown(this.resource);
  /** What the form begins with, once it is known. Switching the workflow on or off is no other version: what was typed stays. */
  private readonly basis = computed(
    (): Basis | undefined => {
      const catalogue = this.catalogue();
      return catalogue && { catalogue, workflow: this.workflow() };
    },
    {
      equal: (one, other) =>
        one?.catalogue === other?.catalogue &&
        one?.workflow?.id === other?.workflow?.id &&
        one?.workflow?.version === other?.workflow?.version,
    },
  );
  protected readonly ready = computed(
    () =>
      this.catalogue() !== undefined && (this.workflowId() === undefined || this.workflow() !== undefined),
  );
  protected readonly error = computed(() => {
    const error = this.resource.error() ?? this.catalogueResource.error() ?? this.types.error();
    return error ? toApiError(error) : null;
  });
  /** An address that cannot be one of a workflow leads to none. */
  protected readonly missing = computed(() => {
    const code = this.error()?.code;
    return code === 'not-found' || code === 'invalid-request';
  });

  private readonly found: Signal<DefinitionProblems> = computed(() => {
    const catalogue = this.catalogue();
    return catalogue ? problemsOf(this.form.draft().definition, catalogue) : NO_PROBLEMS;
  });
  /** The definition as it can be saved and simulated; null while something is wrong with it. */
  protected readonly sound: Signal<WorkflowDefinition | null> = computed(() => {
    const catalogue = this.catalogue();
    if (!catalogue || this.found().size > 0) return null;
    return askedDefinition(this.form.draft().definition, catalogue);
  });
  protected readonly form = new EditForm<Basis, WorkflowDraft, WorkflowCreation>({
    schema: workflowCreationSchema,
    stored: this.basis,
    initial: (basis) =>
      basis?.workflow ? draftOfWorkflow(basis.workflow, this.tell) : emptyWorkflow(basis?.catalogue),
    toInput: (draft) => ({ ...draft, definition: this.sound() ?? undefined }),
  });
  /** Parts of a definition that the API did not take; they are wrong until the definition is another one. */
  private readonly refused = signal<{ definition: WorkflowDefinition; parts: DefinitionProblems } | null>(
    null,
  );
  private readonly simulationRefused = signal(false);
  protected readonly problems = computed((): DefinitionProblems => {
    const refused = this.refused();
    if (refused?.definition === this.form.draft().definition) return refused.parts;
    return this.form.problem('definition') !== null || this.simulationRefused() ? this.found() : NO_PROBLEMS;
  });
  /** What it is being switched to. */
  protected readonly switching = signal<boolean | null>(null);
  private leaving = false;
  protected readonly nameOf = nameOf;

  protected retry(): void {
    for (const resource of [this.resource, this.catalogueResource, this.types])
      if (resource.error()) resource.reload();
  }

  /** Somebody else may have saved meanwhile: what is stored is asked for again. */
  protected discard(): void {
    this.form.reset();
    this.refused.set(null);
    this.simulationRefused.set(false);
    this.resource.reload();
  }

  protected showProblems(): void {
    this.simulationRefused.set(true);
  }

  protected async toggle(enabled: boolean, tell: Tell): Promise<void> {
    const workflow = this.workflow();
    if (!workflow || this.switching() !== null) return;
    this.switching.set(enabled);
    try {
      const params = { workflowId: workflow.id };
      const changed = await this.api.call(workflowRoutes.switchWorkflow, { params, body: { enabled } });
      this.resource.update((known) => known && { ...known, enabled: changed.enabled });
      const name = nameOf(tell, workflow);
      this.notices.tell(tell(enabled ? 'admin.workflows.is-on' : 'admin.workflows.is-off', { name }));
    } catch (failure) {
      this.notices.tell(tell(`errors.${toApiError(failure).code}`));
    }
    this.switching.set(null);
  }

  protected async save(event: SubmitEvent, tell: Tell): Promise<void> {
    event.preventDefault();
    const stored = this.workflow();
    const saved = await this.form.save((input) => this.send(input));
    if (!saved) {
      focusFirstInvalid(event.target as HTMLFormElement);
      return;
    }
    this.refused.set(null);
    this.simulationRefused.set(false);
    this.notices.tell(tell('admin.form.saved', { name: saved.name }));
    if (stored) {
      this.resource.set(saved);
      this.versions()?.reload();
      return;
    }
    this.leaving = true;
    await this.router.navigateByUrl(`/admin/workflows/${saved.id}`);
  }

  private async send(input: WorkflowCreation) {
    const stored = this.workflow();
    const { definition } = this.form.draft();
    try {
      return stored
        ? await this.api.call(workflowRoutes.updateWorkflow, {
            params: { workflowId: stored.id },
            body: { ...input, baseVersion: stored.version },
          })
        : await this.api.call(workflowRoutes.createWorkflow, { body: input });
    } catch (failure) {
      this.refused.set({ definition, parts: refusedParts(toApiError(failure).details) });
      throw failure;
    }
  }

  hasUnsavedChanges(): boolean {
    return !this.leaving && this.form.changed();
  }

  protected warnBeforeUnload(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }
}
