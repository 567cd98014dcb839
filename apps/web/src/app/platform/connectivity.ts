import { DOCUMENT, inject, Injectable } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { fromEvent, map, merge, NEVER } from 'rxjs';

/** Whether the browser has a network at all. */
@Injectable({ providedIn: 'root' })
export class Connectivity {
  private readonly window = inject(DOCUMENT).defaultView;

  readonly online = toSignal(
    this.window
      ? merge(fromEvent(this.window, 'online'), fromEvent(this.window, 'offline')).pipe(
          map(() => this.window?.navigator.onLine ?? true),
        )
      : NEVER,
    { initialValue: this.window?.navigator.onLine ?? true },
  );
}
