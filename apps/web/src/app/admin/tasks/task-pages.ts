import { computed, inject } from '@angular/core';
import { adminTaskRoutes } from '@greenroom/contracts';
import { Api, apiResource } from '../../platform/api';
import { paging } from '../../platform/paging';

const PAGE_SIZE = 25;

/** Tasks of a status, page after page. To be made in an injection context. */
export function taskPages(status: () => 'open' | 'resolved') {
  const api = inject(Api);
  const query = computed(() => ({ status: status(), limit: PAGE_SIZE }));
  return paging(
    apiResource(adminTaskRoutes.adminListTasks, () => ({ query: query() })),
    (cursor) => api.call(adminTaskRoutes.adminListTasks, { query: { ...query(), cursor } }),
  );
}
