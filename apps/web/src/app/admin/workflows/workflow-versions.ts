import { Component, computed, inject, input } from '@angular/core';
import { type WorkflowVersion, workflowRoutes } from '@greenroom/contracts';
import { ErrorState, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Formatter } from '../../platform/formatter';
import { lastKnown } from '../../platform/last-known';
import { linesOf } from './definition-lines';
import { type DiffLine, diffLines } from './line-diff';
import type { Tell } from './workflow-words';

/** Every version of a workflow, newest first; each opens to show what it changed of the one before. */
@Component({
  selector: 'gr-workflow-versions',
  imports: [ErrorState, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 id="versions-heading">{{ t('admin.versions.heading') }}</h2>
      @if (versions(); as rows) {
        <ol role="list" aria-labelledby="versions-heading">
          @for (row of rows; track row.version.version) {
            <li>
              <details>
                <summary>
                  {{ t('admin.versions.version', { number: row.version.version }) }}
                  <span class="gr-quiet"
                    >{{ format.shortDateTime(row.version.createdAt) }} ·
                    {{ row.version.createdBy ?? t('admin.versions.shipped') }}</span
                  >
                </summary>
                <ul role="list">
                  @for (line of changes(t, row); track $index) {
                    <li [attr.data-kind]="line.kind">
                      <span aria-hidden="true">{{ marks[line.kind] }}</span>
                      @if (line.kind !== 'same') {
                        <span class="gr-hidden">{{ t('admin.versions.' + line.kind) }}</span>
                      }
                      {{ line.text }}
                    </li>
                  }
                </ul>
              </details>
            </li>
          }
        </ol>
      } @else if (error(); as error) {
        <gr-error-state
          [heading]="t('admin.versions.failed')"
          [text]="t('errors.' + error.code)"
          [reference]="error.correlationId"
          [retryLabel]="t('shell.retry')"
          (retry)="reload()"
        />
      } @else {
        <gr-skeleton [label]="t('admin.versions.loading')" [count]="2" height="3rem" />
      }
    </ng-container>
  `,
  styleUrl: './workflow-versions.scss',
})
export class WorkflowVersions {
  protected readonly format = inject(Formatter);

  readonly workflowId = input.required<string>();

  private readonly resource = apiResource(workflowRoutes.listWorkflowVersions, () => ({
    params: { workflowId: this.workflowId() },
  }));
  private readonly known = lastKnown(this.resource);
  /** Each with the one before it, where there is one. */
  protected readonly versions = computed(() =>
    this.known()?.items.map((version, index, all) => ({ version, before: all[index + 1] })),
  );
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });
  protected readonly marks: Record<DiffLine['kind'], string> = { same: ' ', added: '+', removed: '−' };

  reload(): void {
    this.resource.reload();
  }

  protected changes(
    tell: Tell,
    { version, before }: { version: WorkflowVersion; before: WorkflowVersion | undefined },
  ): DiffLine[] {
    const lines = (one: WorkflowVersion) => linesOf(tell, this.format, one.definition);
    return diffLines(before ? lines(before) : [], lines(version));
  }
}
