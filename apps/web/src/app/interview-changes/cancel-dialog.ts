import { Component, computed, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import type { Money } from '@greenroom/contracts';
import { Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../platform/formatter';
import { ChangeCalls, type ChangeTarget } from './change-calls';
import { ChangeDialog } from './change-dialog';
import { changeTexts } from './change-texts';
import { consequenceOf } from './consequence';

/** Says what cancelling means, above all for the money, and cancels when that is agreed to. */
@Component({
  selector: 'gr-cancel-dialog',
  imports: [Skeleton, TranslocoDirective],
  providers: [changeTexts],
  templateUrl: './cancel-dialog.html',
  styleUrl: './dialog.scss',
})
export class CancelDialog {
  private readonly calls = inject(ChangeCalls);
  protected readonly format = inject(Formatter);

  readonly target = input.required<ChangeTarget>();
  /** Null for who does not see it. */
  readonly price = input<Money | null>(null);
  readonly cancelled = output();

  private readonly element = viewChild<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly dialog = new ChangeDialog(this.target, this.element);
  protected readonly consequence = computed(() => {
    const terms = this.dialog.terms();
    return terms && consequenceOf(terms, this.price());
  });

  open(): void {
    void this.dialog.open();
  }

  protected async cancel(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.dialog.tried.set(true);
    if (this.dialog.reasonMissing) return;
    const done = await this.dialog.carryOut((terms, reason) =>
      this.calls.cancel(this.target(), { terms, reason }),
    );
    if (done) this.cancelled.emit();
  }
}
