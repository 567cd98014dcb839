import { afterNextRender, DOCUMENT, inject, Injectable, Injector } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { filter, skip } from 'rxjs';

/** After a change of page, the reading position moves to its heading, as it would after a full load. */
@Injectable({ providedIn: 'root' })
export class RouteFocus {
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private watch: MutationObserver | undefined;

  start(): void {
    let path = '';
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        filter((event) => {
          const [next = ''] = event.urlAfterRedirects.split(/[?#]/);
          const moved = next !== path;
          path = next;
          return moved;
        }),
        skip(1),
      )
      .subscribe(() => afterNextRender({ read: () => this.focusHeading() }, { injector: this.injector }));
  }

  /**
   * A page has no heading while its texts are on their way, one for the time of loading, and then its own: the focus follows from one to
   * the next until the person moves it.
   */
  private focusHeading(): void {
    this.watch?.disconnect();
    const main = this.document.querySelector('main');
    if (!main) return;
    let held = this.focus(main.querySelector('h1') ?? main);
    this.watch = new MutationObserver(() => {
      const { activeElement, body } = this.document;
      const isGone = !held.isConnected && (activeElement === body || activeElement === null);
      if (activeElement !== held && !isGone) {
        this.watch?.disconnect();
        return;
      }
      const heading = main.querySelector('h1');
      if (isGone || (held === main && heading)) held = this.focus(heading ?? main);
    });
    this.watch.observe(main, { childList: true, subtree: true });
  }

  private focus(target: HTMLElement): HTMLElement {
    target.setAttribute('tabindex', '-1');
    target.focus({ preventScroll: true });
    return target;
  }
}
