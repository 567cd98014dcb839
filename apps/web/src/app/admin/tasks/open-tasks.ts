import { computed, Injectable } from '@angular/core';
import { adminTaskRoutes } from '@greenroom/contracts';
import { apiResource } from '../../platform/api';
import { lastKnown } from '../../platform/last-known';
import { onPageReturn } from '../../platform/page-return';

/** How many tasks wait, for the navigation. Of the administration's layout, which the pages in it share. */
@Injectable()
export class OpenTasks {
  private readonly resource = apiResource(adminTaskRoutes.adminCountTasks, () => ({}));
  private readonly known = lastKnown(this.resource);

  /** 0 also while nobody knows: what cannot be counted is not worth a message beside the one of the page. */
  readonly count = computed(() => this.known()?.open ?? 0);

  constructor() {
    onPageReturn(() => this.reload());
  }

  reload(): void {
    this.resource.reload();
  }
}
