import { computed, DestroyRef, inject, linkedSignal, type ResourceRef, signal } from '@angular/core';
import { type ApiError, type ApiErrorCode, toApiError } from './api-error';
import { lastKnown } from './last-known';

/** Some items in order, and where the next ones begin. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/**
 * A list that is shown page after page. A fresh first page, of this or another selection, makes the later ones stale. To be made in an
 * injection context.
 *
 * @param first asks for the first page
 * @param next asks for the page at a cursor, of the same selection
 */
export function paging<Item>(
  first: ResourceRef<Page<Item> | undefined>,
  next: (cursor: string) => Promise<Page<Item>>,
) {
  const known = lastKnown(first);
  const later = linkedSignal<Page<Item> | undefined, Page<Item>>({
    source: known,
    computation: (page) => ({ items: [], nextCursor: page?.nextCursor ?? null }),
  });
  const problem = linkedSignal<Page<Item> | undefined, ApiErrorCode | null>({
    source: known,
    computation: () => null,
  });
  const loadingMore = signal(false);
  let alive = true;
  inject(DestroyRef).onDestroy(() => (alive = false));

  return {
    /** There is something to show, even if asking again failed since. */
    loaded: computed(() => known() !== undefined),
    /** Why the first page could not be had. */
    error: computed<ApiError | null>(() => {
      const error = first.error();
      return error ? toApiError(error) : null;
    }),
    loading: first.isLoading,
    items: computed(() => [...(known()?.items ?? []), ...later().items]),
    hasMore: computed(() => later().nextCursor !== null),
    loadingMore: loadingMore.asReadonly(),
    /** Why the next page could not be had. */
    problem: problem.asReadonly(),
    reload(): void {
      first.reload();
    },
    /** Asks again, unless later pages are shown: they would be gone. */
    refresh(): void {
      if (later().items.length === 0) first.reload();
    },
    /** @returns how many items were added. */
    async showMore(): Promise<number> {
      const start = known();
      const { nextCursor } = later();
      if (nextCursor === null || loadingMore()) return 0;
      loadingMore.set(true);
      problem.set(null);
      try {
        const page = await next(nextCursor);
        if (!alive || known() !== start) return 0;
        later.update(({ items }) => ({
          items: [...items, ...page.items],
          nextCursor: page.nextCursor,
        }));
        return page.items.length;
      } catch (failure) {
        if (known() === start) problem.set(toApiError(failure).code);
        return 0;
      } finally {
        loadingMore.set(false);
      }
    },
  };
}
