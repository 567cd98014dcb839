import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { webhookDeliveryStatuses, webhookRoutes } from '@greenroom/contracts';
import { StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../platform/api';
import { ListFrame } from '../lists/list-frame';
import { wholeList } from '../lists/whole-list';
import { WebhookDeliveries } from './webhook-deliveries';

/** `/admin/webhooks`: the servers that workflows call, and what became of the calls. */
@Component({
  selector: 'gr-admin-webhooks-page',
  imports: [ListFrame, RouterLink, StatusChip, TranslocoDirective, WebhookDeliveries],
  template: `
    <gr-list-frame texts="admin.webhooks" add="/admin/webhooks/new" [list]="list" *transloco="let t">
      <div class="table-frame">
        <table [attr.aria-label]="t('admin.webhooks.heading')">
          <thead>
            <tr>
              <th scope="col">{{ t('admin.webhooks.name') }}</th>
              <th scope="col">{{ t('admin.webhooks.state') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of list.items(); track row.id) {
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
      @if (list.items().length > 0) {
        <gr-admin-webhook-deliveries [status]="shown()" />
      }
    </gr-list-frame>
  `,
  styleUrl: '../table.scss',
})
export class WebhooksPage {
  /** Of the query: which calls to show; anything that is no status shows all. */
  readonly status = input<string>();

  protected readonly shown = computed(() =>
    webhookDeliveryStatuses.find((status) => status === this.status()),
  );
  protected readonly list = wholeList(apiResource(webhookRoutes.listWebhookEndpoints, () => ({})));
}
