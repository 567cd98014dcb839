import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { bookingRoutes, type Interview } from '@greenroom/contracts';
import { Api } from '../platform/api';
import { toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';

/** What the page after the payment shows. */
export type SettlementState =
  /** Asking, or the provider has not confirmed yet; `slow` after a while, so that nobody waits in the dark. */
  | { readonly kind: 'confirming'; readonly interview: Interview | null; readonly slow: boolean }
  | { readonly kind: 'scheduled'; readonly interview: Interview }
  | { readonly kind: 'not-paid'; readonly interview: Interview }
  | { readonly kind: 'refunded'; readonly interview: Interview }
  /** The API or the provider does not answer: asked again by itself. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-found' };

/** Seconds between two questions; the last one repeats. */
const PAUSES = [1, 1, 2, 3, 5, 8, 10];
const SLOW_AFTER_ATTEMPTS = 5;

/** Asks what became of a payment until there is an answer. Ends with the page that provides it. */
@Injectable()
export class SettlementStore {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly current = signal<SettlementState>({ kind: 'confirming', interview: null, slow: false });
  private alive = true;

  readonly state = this.current.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.alive = false));
  }

  /** Resolves with the first final state, or with the current one when the page is left before. */
  async follow(interviewId: string): Promise<SettlementState> {
    for (let attempt = 1; this.alive; attempt += 1) {
      const state = await this.ask(interviewId, attempt);
      this.current.set(state);
      if (state.kind !== 'confirming' && state.kind !== 'unreachable') break;
      await this.clock.wait(PAUSES[Math.min(attempt, PAUSES.length) - 1] ?? 10);
    }
    return this.current();
  }

  private async ask(interviewId: string, attempt: number): Promise<SettlementState> {
    try {
      const { outcome, interview } = await this.api.call(bookingRoutes.settleBooking, {
        params: { interviewId },
      });
      return outcome === 'confirming'
        ? { kind: 'confirming', interview, slow: attempt >= SLOW_AFTER_ATTEMPTS }
        : { kind: outcome, interview };
    } catch (failure) {
      const { code } = toApiError(failure);
      return code === 'not-found' || code === 'invalid-request'
        ? { kind: 'not-found' }
        : { kind: 'unreachable' };
    }
  }
}
