import { computed, type ResourceRef } from '@angular/core';
import { toApiError } from '../../platform/api-error';

/**
 * What a page edits, out of the list that the API answers.
 *
 * @param list not asked for while something new is made
 * @param id undefined for something new
 */
export function listedItem<Item extends { readonly id: string }>(
  list: ResourceRef<{ readonly items: readonly Item[] } | undefined>,
  id: () => string | undefined,
) {
  const item = computed(() =>
    list.hasValue() ? list.value().items.find((one) => one.id === id()) : undefined,
  );
  return {
    /** Undefined for something new, and while it is not known. */
    item,
    /** There is something to fill in. */
    ready: computed(() => id() === undefined || item() !== undefined),
    missing: computed(() => list.hasValue() && item() === undefined),
    error: computed(() => {
      const error = list.error();
      return error ? toApiError(error) : null;
    }),
    reload: () => void list.reload(),
  };
}
