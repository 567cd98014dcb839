import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { workflowRoutes } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../platform/api';
import { Formatter } from '../../platform/formatter';
import { named } from './workflow-words';

/** Steps that were given up and wait for a person, with the way to their interviews. Nothing while there are none. */
@Component({
  selector: 'gr-parked-steps',
  imports: [RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (steps().length > 0) {
        <section class="gr-notice gr-notice-loss" aria-labelledby="parked-heading">
          <h2 id="parked-heading">{{ t('admin.workflows.parked-heading') }}</h2>
          <p class="gr-small">{{ t('admin.workflows.parked-text') }}</p>
          <ul role="list">
            @for (step of steps(); track step.id) {
              <li>
                <a [routerLink]="['/admin/interviews', step.interviewId]"
                  >{{ step.workflowName }}: {{ named(t, 'action', step.kind) }}</a
                >
                @if (step.dueAt; as dueAt) {
                  <span class="gr-small">{{ format.shortDateTime(dueAt) }}</span>
                }
              </li>
            }
          </ul>
        </section>
      }
    </ng-container>
  `,
  styles: `
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--gr-space-2);
      margin-block-end: var(--gr-space-5);
    }

    h2 {
      font-size: var(--gr-text-m);
    }

    ul {
      max-block-size: 16rem;
      overflow-y: auto;
    }

    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--gr-space-3);
      align-items: center;
    }

    a {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--gr-target);
      color: inherit;
      overflow-wrap: anywhere;
    }
  `,
})
export class ParkedSteps {
  protected readonly format = inject(Formatter);
  protected readonly named = named;
  private readonly resource = apiResource(workflowRoutes.listParkedSteps, () => ({}));
  protected readonly steps = computed(() => (this.resource.hasValue() ? this.resource.value().items : []));
}
