import { DOCUMENT, inject, Injectable } from '@angular/core';

/** Leaves the portal for another site, such as the payment page. */
@Injectable({ providedIn: 'root' })
export class Leave {
  private readonly document = inject(DOCUMENT);

  to(url: string): void {
    this.document.location.assign(url);
  }
}
