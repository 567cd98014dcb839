import { linkedSignal, type ResourceRef, type Signal } from '@angular/core';

/**
 * The last value that a resource had: a failed reload takes nothing away from the page. Undefined until there is a first one, and again
 * once something else is asked for.
 */
export function lastKnown<T>(resource: ResourceRef<T | undefined>): Signal<T | undefined> {
  return linkedSignal<{ value: T | undefined; status: string }, T | undefined>({
    source: () => ({
      value: resource.hasValue() ? resource.value() : undefined,
      status: resource.status(),
    }),
    computation: ({ value, status }, before) =>
      value ?? (status === 'error' || status === 'reloading' ? before?.value : undefined),
  }).asReadonly();
}
