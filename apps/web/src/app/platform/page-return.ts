import { DestroyRef, DOCUMENT, inject } from '@angular/core';

/** Does something whenever the person comes back to the page from another tab or window. To be called in an injection context. */
export function onPageReturn(act: () => void): void {
  const document = inject(DOCUMENT);
  const listener = () => {
    if (document.visibilityState === 'visible') act();
  };
  document.addEventListener('visibilitychange', listener);
  inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', listener));
}
