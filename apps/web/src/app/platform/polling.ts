import { type ResourceRef } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { interval } from 'rxjs';

/**
 * Asks again every so many seconds while what is known may still change. A failed question does not end it, and one that is still under
 * way is not given up for the next. To be called in an injection context.
 */
export function pollWhile(changing: () => boolean, resource: ResourceRef<unknown>, seconds: number): void {
  interval(seconds * 1000)
    .pipe(takeUntilDestroyed())
    .subscribe(() => {
      if (changing() && !resource.isLoading()) resource.reload();
    });
}
