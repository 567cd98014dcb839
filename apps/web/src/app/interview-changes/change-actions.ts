import { Component, computed, input, output, viewChild } from '@angular/core';
import type { Money } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { CancelDialog } from './cancel-dialog';
import type { ChangeSide } from './change-calls';
import { changeTexts } from './change-texts';
import { RescheduleDialog } from './reschedule-dialog';

/** "Reschedule" and "Cancel interview"; each asks once more, with what it means, before anything happens. */
@Component({
  selector: 'gr-change-actions',
  imports: [CancelDialog, RescheduleDialog, TranslocoDirective],
  providers: [changeTexts],
  template: `
    <ng-container *transloco="let t">
      <button class="gr-button gr-button-outlined" type="button" (click)="rescheduling().open()">
        {{ t('changes.reschedule.action') }}
      </button>
      <button class="gr-button gr-button-text loss" type="button" (click)="cancelling().open()">
        {{ t('changes.cancel.action') }}
      </button>
    </ng-container>
    <gr-reschedule-dialog
      [target]="target()"
      [scheduledAt]="scheduledAt()"
      [zone]="zone()"
      (rescheduled)="changed.emit()"
    />
    <gr-cancel-dialog [target]="target()" [price]="price()" (cancelled)="changed.emit()" />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-2);
    }

    .loss {
      --_text: var(--mat-sys-error);
    }
  `,
})
export class ChangeActions {
  readonly side = input.required<ChangeSide>();
  readonly interviewId = input.required<string>();
  readonly scheduledAt = input.required<string>();
  /** Null for who does not see it. */
  readonly price = input<Money | null>(null);
  /** IANA zone to show times in; the reader's own unless said. */
  readonly zone = input<string>();
  readonly changed = output();

  protected readonly target = computed(() => ({ side: this.side(), interviewId: this.interviewId() }));
  protected readonly rescheduling = viewChild.required(RescheduleDialog);
  protected readonly cancelling = viewChild.required(CancelDialog);
}
