import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { bookingRoutes, type Interview } from '@greenroom/contracts';
import { Api } from '../platform/api';
import { toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';
import { forgetDraft } from './booking-draft';
import { hasLapsed } from './hold';

/** What the page after the payment shows. */
export type SettlementState =
  /** Nothing is known yet, or the hold ran out and the server has not decided; `slow` after a while, so that nobody waits in the dark. */
  | { readonly kind: 'checking'; readonly slow: boolean }
  /** Paid, but the provider has not confirmed yet. */
  | { readonly kind: 'confirming'; readonly interview: Interview; readonly slow: boolean }
  | { readonly kind: 'scheduled'; readonly interview: Interview }
  | { readonly kind: 'not-paid'; readonly interview: Interview }
  | { readonly kind: 'refunded'; readonly interview: Interview }
  /** The API or the provider does not answer: asked again by itself. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-found' };

/** Seconds between two questions; the last one repeats. */
const PAUSES = [1, 1, 2, 3, 5, 8, 10];
const SLOW_AFTER_ATTEMPTS = 5;

const NOT_FINAL: readonly SettlementState['kind'][] = ['checking', 'confirming', 'unreachable'];

/** Asks what became of a payment until there is an answer. Ends with the page that provides it. */
@Injectable()
export class SettlementStore {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly current = signal<SettlementState>({ kind: 'checking', slow: false });
  private alive = true;
  private round = 0;

  readonly state = this.current.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.alive = false));
  }

  /**
   * Asks from the beginning; an earlier round that still waits ends. Resolves with the first final state, or with the current one when the
   * page is left or asks anew before.
   */
  async follow(interviewId: string): Promise<SettlementState> {
    this.round += 1;
    const { round } = this;
    this.current.set({ kind: 'checking', slow: false });
    for (let attempt = 1; this.alive; attempt += 1) {
      const state = await this.ask(interviewId, attempt);
      if (round !== this.round) break;
      this.current.set(state);
      if (state.kind === 'scheduled') forgetDraft();
      if (!NOT_FINAL.includes(state.kind)) break;
      await this.clock.wait(PAUSES[Math.min(attempt, PAUSES.length) - 1] ?? 10);
      if (round !== this.round) break;
    }
    return this.current();
  }

  private async ask(interviewId: string, attempt: number): Promise<SettlementState> {
    try {
      const { outcome, interview } = await this.api.call(bookingRoutes.settleBooking, {
        params: { interviewId },
      });
      const slow = attempt >= SLOW_AFTER_ATTEMPTS;
      if (outcome === 'confirming') return { kind: 'confirming', interview, slow };
      if (outcome === 'not-paid' && hasLapsed(interview, this.clock.now())) return { kind: 'checking', slow };
      return { kind: outcome, interview };
    } catch (failure) {
      const { code } = toApiError(failure);
      return code === 'not-found' || code === 'invalid-request'
        ? { kind: 'not-found' }
        : { kind: 'unreachable' };
    }
  }
}
