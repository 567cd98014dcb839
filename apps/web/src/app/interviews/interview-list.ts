import { inject } from '@angular/core';
import { interviewRoutes } from '@greenroom/contracts';
import { Api, apiResource } from '../platform/api';
import { paging } from '../platform/paging';

/** Interviews of one scope, page after page. To be made in an injection context. */
export function interviewList(scope: 'upcoming' | 'previous') {
  const api = inject(Api);
  return paging(
    apiResource(interviewRoutes.listInterviews, () => ({ query: { scope } })),
    (cursor) => api.call(interviewRoutes.listInterviews, { query: { scope, cursor } }),
  );
}
