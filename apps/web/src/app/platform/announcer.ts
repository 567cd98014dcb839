import { Injectable, signal } from '@angular/core';

/** Says things to screen readers; the one live region of the page shows what is set here. */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly text = signal('');
  readonly message = this.text.asReadonly();

  /** A text that was just said is said again: the invisible mark makes it a new one. */
  announce(message: string): void {
    this.text.update((before) => (before === message ? `${message}\u00a0` : message));
  }
}
