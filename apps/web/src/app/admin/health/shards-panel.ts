import { Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type Shard, shardRoutes } from '@greenroom/contracts';
import { StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { timer } from 'rxjs';
import { Api, apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Formatter } from '../../platform/formatter';
import { lastKnown } from '../../platform/last-known';
import { onPageReturn } from '../../platform/page-return';
import { StaleNotice } from '../../platform/stale-notice';
import { Notices } from '../questions/notices';
import { Questions } from '../questions/questions';

/** As often as the page around it. */
const REFRESH_MILLISECONDS = 15_000;

type Tell = (key: string, words?: object) => string;

/** The shards of Jitsi, and which of them take no new rooms. Nothing is shown where there are none. */
@Component({
  selector: 'gr-admin-shards-panel',
  imports: [StaleNotice, StatusChip, TranslocoDirective],
  templateUrl: './shards-panel.html',
  styleUrls: ['../table.scss', './health-section.scss', './shards-panel.scss'],
})
export class ShardsPanel {
  protected readonly format = inject(Formatter);
  private readonly document = inject(DOCUMENT);
  private readonly api = inject(Api);
  private readonly notices = inject(Notices);
  private readonly questions = inject(Questions);
  private readonly resource = apiResource(shardRoutes.adminListShards, () => ({}));

  private readonly known = lastKnown(this.resource);
  protected readonly shards = computed(() => this.known()?.items ?? []);
  protected readonly failed = computed(() => this.resource.error() !== undefined);
  /** The one that takes rooms while every other drains: it cannot be drained. */
  protected readonly last = computed(() => {
    const open = this.shards().filter(({ drainingSince }) => drainingSince === null);
    return open.length === 1 ? open[0]?.name : undefined;
  });
  protected readonly changing = signal(false);

  constructor() {
    onPageReturn(() => this.reload());
    timer(REFRESH_MILLISECONDS, REFRESH_MILLISECONDS)
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        if (this.document.visibilityState === 'visible') this.reload();
      });
  }

  protected reload(): void {
    this.resource.reload();
  }

  protected async drain({ name }: Shard, tell: Tell): Promise<void> {
    const confirmed = await this.questions.ask({
      heading: tell('admin.shards.drain-heading', { name }),
      text: tell('admin.shards.drain-text'),
      confirm: tell('admin.shards.drain'),
      cancel: tell('admin.cancel'),
    });
    if (confirmed) await this.change(name, true, tell);
  }

  protected async resume({ name }: Shard, tell: Tell): Promise<void> {
    await this.change(name, false, tell);
  }

  private async change(shardName: string, draining: boolean, tell: Tell): Promise<void> {
    if (this.changing()) return;
    this.changing.set(true);
    try {
      const list = await this.api.call(shardRoutes.adminDrainShard, {
        params: { shardName },
        body: { draining },
      });
      this.resource.set(list);
      this.notices.tell(
        tell(draining ? 'admin.shards.drained' : 'admin.shards.resumed', { name: shardName }),
      );
    } catch (failure) {
      this.notices.tell(tell(`errors.${toApiError(failure).code}`));
      this.reload();
    }
    this.changing.set(false);
  }
}
