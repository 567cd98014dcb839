import { computed, inject } from '@angular/core';
import { administrationRoutes, type InterviewStatus } from '@greenroom/contracts';
import { Api, apiResource } from '../../platform/api';
import { paging } from '../../platform/paging';

const PAGE_SIZE = 25;

/** All interviews of a status, newest start first, page after page. To be made in an injection context. */
export function interviewPages(status: () => InterviewStatus | undefined) {
  const api = inject(Api);
  const query = computed(() => ({ status: status(), limit: PAGE_SIZE }));
  return paging(
    apiResource(administrationRoutes.adminListInterviews, () => ({ query: query() })),
    (cursor) => api.call(administrationRoutes.adminListInterviews, { query: { ...query(), cursor } }),
  );
}
