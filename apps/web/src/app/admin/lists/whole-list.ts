import { computed, type ResourceRef, type Signal } from '@angular/core';
import { type ApiError, toApiError } from '../../platform/api-error';
import { lastKnown } from '../../platform/last-known';

/** What a page shows a list by, whether it comes as a whole or page after page (`paging`). */
export interface ListState {
  /** There is something to show, even if asking again failed since. */
  readonly loaded: Signal<boolean>;
  readonly error: Signal<ApiError | null>;
  readonly items: Signal<readonly unknown[]>;
  reload(): void;
}

/** A list that the API answers as a whole. To be made in an injection context. */
export function wholeList<Item>(resource: ResourceRef<{ readonly items: readonly Item[] } | undefined>) {
  const known = lastKnown(resource);
  return {
    loaded: computed(() => known() !== undefined),
    error: computed(() => {
      const error = resource.error();
      return error ? toApiError(error) : null;
    }),
    items: computed(() => known()?.items ?? []),
    reload: () => void resource.reload(),
  } satisfies ListState;
}
