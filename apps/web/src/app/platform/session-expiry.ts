import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

/** Carries "the server does not know you any more" from the API client to the session, without either knowing the other. */
@Injectable({ providedIn: 'root' })
export class SessionExpiry {
  private readonly reports = new Subject<void>();
  readonly reported$ = this.reports.asObservable();

  report(): void {
    this.reports.next();
  }
}
