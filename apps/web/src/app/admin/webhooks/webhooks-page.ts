import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { webhookDeliveryStatuses, webhookRoutes } from '@greenroom/contracts';
import { EmptyState, ErrorState, PageHeader, Skeleton, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { AdminIcon } from '../icon';
import { WebhookDeliveries } from './webhook-deliveries';

/** `/admin/webhooks`: the servers that workflows call, and what became of the calls. */
@Component({
  selector: 'gr-admin-webhooks-page',
  imports: [
    AdminIcon,
    EmptyState,
    ErrorState,
    PageHeader,
    RouterLink,
    Skeleton,
    StatusChip,
    TranslocoDirective,
    WebhookDeliveries,
  ],
  template: `
    <ng-container *transloco="let t">
      <gr-page-header [heading]="t('admin.webhooks.heading')" [text]="t('admin.webhooks.text')">
        <a class="gr-button" routerLink="/admin/webhooks/new">
          <gr-admin-icon name="plus" />{{ t('admin.webhooks.add') }}
        </a>
      </gr-page-header>

      @if (error(); as error) {
        <gr-error-state
          class="gr-card"
          [heading]="t('admin.webhooks.failed')"
          [text]="t('errors.' + error.code)"
          [reference]="error.correlationId"
          [retryLabel]="t('shell.retry')"
          (retry)="resource.reload()"
        />
      } @else if (!resource.hasValue()) {
        <gr-skeleton [label]="t('admin.webhooks.loading')" [count]="2" height="3.5rem" />
      } @else if (resource.value().items.length === 0) {
        <gr-empty-state
          class="gr-card"
          [heading]="t('admin.webhooks.none')"
          [text]="t('admin.webhooks.none-text')"
        >
          <a class="gr-button" routerLink="/admin/webhooks/new">{{ t('admin.webhooks.add') }}</a>
        </gr-empty-state>
      } @else {
        <div class="table-frame">
          <table [attr.aria-label]="t('admin.webhooks.heading')">
            <thead>
              <tr>
                <th scope="col">{{ t('admin.webhooks.name') }}</th>
                <th scope="col">{{ t('admin.webhooks.state') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (row of resource.value().items; track row.id) {
                <tr>
                  <td class="lead">
                    <a class="row-link" [routerLink]="['/admin/webhooks', row.id]">{{ row.name }}</a>
                    <span class="second clipped">{{ row.url }}</span>
                  </td>
                  <td [attr.data-label]="t('admin.webhooks.state')">
                    <gr-status-chip [tone]="row.active ? 'calm' : 'quiet'">{{
                      row.active ? t('admin.webhooks.on') : t('admin.webhooks.off')
                    }}</gr-status-chip>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <gr-admin-webhook-deliveries [status]="shown()" />
      }
    </ng-container>
  `,
  styleUrl: '../table.scss',
})
export class WebhooksPage {
  /** Of the query: which calls to show; anything that is no status shows all. */
  readonly status = input<string>();

  protected readonly shown = computed(() =>
    webhookDeliveryStatuses.find((status) => status === this.status()),
  );
  protected readonly resource = apiResource(webhookRoutes.listWebhookEndpoints, () => ({}));
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });
}
