import { Component, computed, inject, input, signal } from '@angular/core';
import { MatChipListbox, MatChipOption } from '@angular/material/chips';
import { Router, RouterLink } from '@angular/router';
import {
  type WebhookDelivery,
  webhookDeliveryStatuses,
  type WebhookDeliveryStatus,
  webhookRoutes,
} from '@greenroom/contracts';
import { EmptyState, ErrorState, Skeleton, StatusChip, type StatusTone } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../../platform/announcer';
import { Api, apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Formatter } from '../../platform/formatter';
import { paging } from '../../platform/paging';
import { StaleNotice } from '../../platform/stale-notice';
import { AdminIcon } from '../icon';
import { Notices } from '../questions/notices';

const PAGE_SIZE = 25;

const TONES: Record<WebhookDeliveryStatus, StatusTone> = {
  queued: 'attention',
  sending: 'active',
  delivered: 'calm',
  parked: 'loss',
};

type Tell = (key: string, words?: object) => string;

/** Calls of endpoints and what became of them, newest first. The status to show is part of the address, so that "back" returns to it. */
@Component({
  selector: 'gr-admin-webhook-deliveries',
  imports: [
    AdminIcon,
    EmptyState,
    ErrorState,
    MatChipListbox,
    MatChipOption,
    RouterLink,
    Skeleton,
    StaleNotice,
    StatusChip,
    TranslocoDirective,
  ],
  templateUrl: './webhook-deliveries.html',
  styleUrls: ['../table.scss', './webhook-deliveries.scss'],
})
export class WebhookDeliveries {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly announcer = inject(Announcer);
  private readonly notices = inject(Notices);
  protected readonly format = inject(Formatter);

  /** Undefined shows all. */
  readonly status = input.required<WebhookDeliveryStatus | undefined>();

  protected readonly statuses = webhookDeliveryStatuses;
  protected readonly tones = TONES;
  private readonly query = computed(() => ({ status: this.status(), limit: PAGE_SIZE }));
  protected readonly pages = paging(
    apiResource(webhookRoutes.listWebhookDeliveries, () => ({ query: this.query() })),
    (cursor) => this.api.call(webhookRoutes.listWebhookDeliveries, { query: { ...this.query(), cursor } }),
  );
  /** Id of the call that is being replayed. */
  protected readonly replaying = signal<string | null>(null);

  protected isOver({ status }: WebhookDelivery): boolean {
    return status === 'delivered' || status === 'parked';
  }

  protected show(status: WebhookDeliveryStatus | undefined): void {
    void this.router.navigate([], { queryParams: { status } });
  }

  protected async more(tell: Tell): Promise<void> {
    const count = await this.pages.showMore();
    if (count > 0) this.announcer.announce(tell('admin.deliveries.added', { count }));
  }

  /** Whatever came of it, the page then shows how things are. */
  protected async replay(deliveryId: string, tell: Tell): Promise<void> {
    if (this.replaying() !== null) return;
    this.replaying.set(deliveryId);
    try {
      await this.api.call(webhookRoutes.replayWebhookDelivery, { params: { deliveryId } });
      this.notices.tell(tell('admin.deliveries.replayed'));
    } catch (failure) {
      this.notices.tell(tell(`errors.${toApiError(failure).code}`));
    }
    this.replaying.set(null);
    this.pages.reload();
  }
}
