import { type ElementRef, inject, signal, type Signal } from '@angular/core';
import type { ChangeTerms } from '@greenroom/contracts';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { ChangeCalls, type ChangeTarget } from './change-calls';

/** The reason of an administrator stands in the story of the interview; an interviewer may give one to the administrators. */
const REASON_OF = { candidate: 'none', interviewer: 'optional', admin: 'required' } as const;

/**
 * What the two dialogs of a change have in common: they ask for the terms when they open, say what is in the way, and do nothing twice.
 * To be made in an injection context.
 */
export class ChangeDialog {
  private readonly calls = inject(ChangeCalls);
  readonly terms = signal<ChangeTerms | null>(null);
  readonly reason = signal('');
  readonly busy = signal(false);
  readonly problem = signal<ApiErrorCode | null>(null);
  /** Something that has to be filled in is not. */
  readonly tried = signal(false);

  constructor(
    private readonly target: () => ChangeTarget,
    private readonly element: Signal<ElementRef<HTMLDialogElement> | undefined>,
  ) {}

  get takesReason(): 'none' | 'optional' | 'required' {
    return REASON_OF[this.target().side];
  }

  get reasonMissing(): boolean {
    return this.takesReason === 'required' && this.reason().trim() === '';
  }

  async open(): Promise<void> {
    this.terms.set(null);
    this.problem.set(null);
    this.reason.set('');
    this.tried.set(false);
    this.element()?.nativeElement.showModal();
    await this.ask();
  }

  close(): void {
    this.element()?.nativeElement.close();
  }

  /** Asks for the terms as they are now. */
  async ask(): Promise<void> {
    try {
      this.terms.set(await this.calls.terms(this.target()));
    } catch (failure) {
      this.problem.set(toApiError(failure).code);
    }
  }

  /** Makes the change. Returns whether it was made; what was in the way is shown, with the terms as they are by now. */
  async carryOut(change: (terms: ChangeTerms, reason: string) => Promise<void>): Promise<boolean> {
    const terms = this.terms();
    if (!terms || this.busy()) return false;
    this.busy.set(true);
    this.problem.set(null);
    try {
      await change(terms, this.reason().trim());
      this.close();
      return true;
    } catch (failure) {
      this.problem.set(toApiError(failure).code);
      await this.ask();
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
