import { afterNextRender, DOCUMENT, inject, Injectable, Injector } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { filter, skip } from 'rxjs';

/** After a change of page, the reading position moves to its heading, as it would after a full load. */
@Injectable({ providedIn: 'root' })
export class RouteFocus {
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private awaited: MutationObserver | undefined;

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

  private focusHeading(): void {
    const main = this.document.querySelector('main');
    if (!main) return;
    this.focus(main.querySelector('h1') ?? main);
    // A page whose texts are still on their way has no heading yet: it gets the focus once it appears.
    this.awaited?.disconnect();
    if (this.document.activeElement !== main) return;
    this.awaited = new MutationObserver(() => {
      const heading = main.querySelector('h1');
      if (heading && this.document.activeElement === main) this.focus(heading);
      if (this.document.activeElement !== main) this.awaited?.disconnect();
    });
    this.awaited.observe(main, { childList: true, subtree: true });
  }

  private focus(target: HTMLElement): void {
    target.setAttribute('tabindex', '-1');
    target.focus({ preventScroll: true });
  }
}
