import { computed, DestroyRef, effect, inject, signal, untracked } from '@angular/core';
import { type Interview, interviewRoutes } from '@greenroom/contracts';
import { Api, apiResource } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';

/** Interviews of one scope, page after page. To be made in an injection context. */
export function interviewList(scope: 'upcoming' | 'previous') {
  const api = inject(Api);
  const first = apiResource(interviewRoutes.listInterviews, () => ({ query: { scope } }));
  const later = signal<readonly Interview[]>([]);
  const cursor = signal<string | null>(null);
  const loadingMore = signal(false);
  const problem = signal<ApiErrorCode | null>(null);
  let alive = true;
  inject(DestroyRef).onDestroy(() => (alive = false));

  // A fresh first page makes the later ones stale.
  effect(() => {
    if (!first.hasValue()) return;
    const { nextCursor } = first.value();
    untracked(() => {
      later.set([]);
      cursor.set(nextCursor);
    });
  });

  return {
    first,
    items: computed(() => (first.hasValue() ? [...first.value().items, ...later()] : [])),
    hasMore: computed(() => cursor() !== null),
    loadingMore: loadingMore.asReadonly(),
    problem: problem.asReadonly(),
    async showMore(): Promise<void> {
      const next = cursor();
      if (next === null || loadingMore()) return;
      loadingMore.set(true);
      problem.set(null);
      try {
        const page = await api.call(interviewRoutes.listInterviews, { query: { scope, cursor: next } });
        if (!alive || cursor() !== next) return;
        later.update((items) => [...items, ...page.items]);
        cursor.set(page.nextCursor);
      } catch (failure) {
        problem.set(toApiError(failure).code);
      } finally {
        loadingMore.set(false);
      }
    },
  };
}
