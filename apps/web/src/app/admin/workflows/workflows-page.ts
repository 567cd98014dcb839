import { Component, computed, inject, signal } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { RouterLink } from '@angular/router';
import { catalogueRoutes, workflowRoutes, type WorkflowSummary } from '@greenroom/contracts';
import { EmptyState, ErrorState, PageHeader, Skeleton, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { lastKnown } from '../../platform/last-known';
import { StaleNotice } from '../../platform/stale-notice';
import { AdminIcon } from '../icon';
import { Notices } from '../questions/notices';
import { ParkedSteps } from './parked-steps';
import { descriptionOf, named, nameOf, type Tell } from './workflow-words';

/** `/admin/workflows`: everything that happens by itself, what sets it off, and whether it is on. */
@Component({
  selector: 'gr-admin-workflows-page',
  imports: [
    AdminIcon,
    EmptyState,
    ErrorState,
    MatSlideToggle,
    PageHeader,
    ParkedSteps,
    RouterLink,
    Skeleton,
    StaleNotice,
    StatusChip,
    TranslocoDirective,
  ],
  templateUrl: './workflows-page.html',
  styleUrls: ['../table.scss', './workflows-page.scss'],
})
export class WorkflowsPage {
  private readonly api = inject(Api);
  private readonly notices = inject(Notices);

  protected readonly resource = apiResource(workflowRoutes.listWorkflows, () => ({}));
  private readonly types = apiResource(catalogueRoutes.adminListInterviewTypes, () => ({}));
  protected readonly workflows = lastKnown(this.resource);
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });
  protected readonly hasParked = computed(
    () => this.workflows()?.items.some(({ parkedSteps }) => parkedSteps > 0) ?? false,
  );
  /** The workflow that is being switched, and to what. */
  protected readonly switching = signal<{ readonly id: string; readonly enabled: boolean } | null>(null);

  protected readonly named = named;
  protected readonly nameOf = nameOf;
  protected readonly descriptionOf = descriptionOf;

  /** Which interviews it is for; empty until the types are known. */
  protected scope(tell: Tell, { interviewTypeId }: WorkflowSummary): string {
    if (interviewTypeId === null) return tell('admin.workflows.every-type');
    const types = this.types.hasValue() ? this.types.value().items : [];
    return types.find(({ id }) => id === interviewTypeId)?.name ?? '';
  }

  protected isOn({ id, enabled }: WorkflowSummary): boolean {
    const switching = this.switching();
    return switching?.id === id ? switching.enabled : enabled;
  }

  /** Whatever came of it, the switch then shows how things are. */
  protected async toggle(workflow: WorkflowSummary, enabled: boolean, tell: Tell): Promise<void> {
    if (this.switching() !== null) return;
    this.switching.set({ id: workflow.id, enabled });
    try {
      const params = { workflowId: workflow.id };
      const changed = await this.api.call(workflowRoutes.switchWorkflow, { params, body: { enabled } });
      this.resource.update(
        (known) => known && { items: known.items.map((one) => (one.id === changed.id ? changed : one)) },
      );
      const name = nameOf(tell, changed);
      this.notices.tell(tell(enabled ? 'admin.workflows.is-on' : 'admin.workflows.is-off', { name }));
    } catch (failure) {
      this.notices.tell(tell(`errors.${toApiError(failure).code}`));
      this.resource.reload();
    }
    this.switching.set(null);
  }
}
