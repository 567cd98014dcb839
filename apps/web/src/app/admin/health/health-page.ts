import { Component, computed, DOCUMENT, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { systemHealthRoutes } from '@greenroom/contracts';
import { healthProblems } from '@greenroom/domain';
import { StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { timer } from 'rxjs';
import { apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Formatter } from '../../platform/formatter';
import { lastKnown } from '../../platform/last-known';
import { onPageReturn } from '../../platform/page-return';
import { AdminIcon } from '../icon';
import { ListFrame } from '../lists/list-frame';
import type { ListState } from '../lists/whole-list';
import { ShardsPanel } from './shards-panel';

/** Often enough to watch something go, seldom enough to be no load. */
const REFRESH_MILLISECONDS = 15_000;

/** Where what was given up can be looked at and taken up again. */
const PLACES: Readonly<Record<string, { readonly link: string; readonly query?: Record<string, string> }>> = {
  message: { link: '/admin/interviews', query: { messages: 'parked' } },
  'workflow-step': { link: '/admin/workflows' },
  'webhook-delivery': { link: '/admin/webhooks', query: { status: 'parked' } },
};

/** `/admin/health`: whether everything that is due gets done, and what a person has to look at. It renews itself while it is seen. */
@Component({
  selector: 'gr-admin-health-page',
  imports: [AdminIcon, ListFrame, RouterLink, ShardsPanel, StatusChip, TranslocoDirective],
  templateUrl: './health-page.html',
  styleUrls: ['../table.scss', './health-section.scss', './health-page.scss'],
})
export class HealthPage {
  protected readonly format = inject(Formatter);
  private readonly document = inject(DOCUMENT);
  private readonly resource = apiResource(systemHealthRoutes.adminGetHealth, () => ({}));

  protected readonly places = PLACES;
  protected readonly health = lastKnown(this.resource);
  protected readonly problems = computed(() => {
    const health = this.health();
    return health ? healthProblems(health) : [];
  });
  protected readonly list: ListState = {
    loaded: computed(() => this.health() !== undefined),
    error: computed(() => {
      const error = this.resource.error();
      return error ? toApiError(error) : null;
    }),
    items: computed(() => this.health()?.lanes ?? []),
    reload: () => void this.resource.reload(),
  };

  constructor() {
    onPageReturn(() => this.list.reload());
    timer(REFRESH_MILLISECONDS, REFRESH_MILLISECONDS)
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        if (this.document.visibilityState === 'visible') this.list.reload();
      });
  }
}
