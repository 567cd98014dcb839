import { computed, inject } from '@angular/core';
import { administrationRoutes, type InterviewStatus } from '@greenroom/contracts';
import { Api, apiResource } from '../../platform/api';
import { paging } from '../../platform/paging';

const PAGE_SIZE = 25;

/** What narrows the list: a status, or messages that were refused and wait for a person. */
export interface InterviewSelection {
  readonly status?: InterviewStatus | undefined;
  readonly messages?: 'parked' | undefined;
}

/** All interviews of a selection, newest start first, page after page. To be made in an injection context. */
export function interviewPages(selection: () => InterviewSelection) {
  const api = inject(Api);
  const query = computed(() => ({ ...selection(), limit: PAGE_SIZE }));
  return paging(
    apiResource(administrationRoutes.adminListInterviews, () => ({ query: query() })),
    (cursor) => api.call(administrationRoutes.adminListInterviews, { query: { ...query(), cursor } }),
  );
}
