import { computed, DestroyRef, effect, inject, signal, untracked } from '@angular/core';
import { administrationRoutes, type InterviewStatus, type InterviewSummary } from '@greenroom/contracts';
import { Api, apiResource } from '../../platform/api';
import { type ApiErrorCode, toApiError } from '../../platform/api-error';

const PAGE_SIZE = 25;

/** All interviews of a status, newest start first, page after page. To be made in an injection context. */
export function interviewPages(status: () => InterviewStatus | undefined) {
  const api = inject(Api);
  const query = computed(() => ({ status: status(), limit: PAGE_SIZE }));
  const first = apiResource(administrationRoutes.adminListInterviews, () => ({ query: query() }));
  const later = signal<readonly InterviewSummary[]>([]);
  const cursor = signal<string | null>(null);
  const loadingMore = signal(false);
  const problem = signal<ApiErrorCode | null>(null);
  let alive = true;
  inject(DestroyRef).onDestroy(() => (alive = false));

  // A fresh first page, of this or another status, makes the later ones stale.
  effect(() => {
    const nextCursor = first.hasValue() ? first.value().nextCursor : null;
    untracked(() => {
      later.set([]);
      cursor.set(nextCursor);
      problem.set(null);
    });
  });

  return {
    first,
    items: computed(() => (first.hasValue() ? [...first.value().items, ...later()] : [])),
    hasMore: computed(() => cursor() !== null),
    loadingMore: loadingMore.asReadonly(),
    problem: problem.asReadonly(),
    /** @returns how many interviews were added. */
    async showMore(): Promise<number> {
      const next = cursor();
      if (next === null || loadingMore()) return 0;
      loadingMore.set(true);
      problem.set(null);
      try {
        const page = await api.call(administrationRoutes.adminListInterviews, {
          query: { ...query(), cursor: next },
        });
        if (!alive || cursor() !== next) return 0;
        later.update((items) => [...items, ...page.items]);
        cursor.set(page.nextCursor);
        return page.items.length;
      } catch (failure) {
        problem.set(toApiError(failure).code);
        return 0;
      } finally {
        loadingMore.set(false);
      }
    },
  };
}
