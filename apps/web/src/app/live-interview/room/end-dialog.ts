import { Component, computed, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { toApiError } from '../../platform/api-error';
import { Formatter } from '../../platform/formatter';
import { ConferenceStore } from '../conference-store';
import { RoomViewStore } from '../room-view-store';
import { VisitStore } from '../visit-store';

/** What is asked, as keys of the texts. */
interface Question {
  readonly heading: string;
  readonly text: string;
  readonly leave: string;
}

const END: Question = {
  heading: 'live.end.heading',
  text: 'live.end.text',
  leave: 'live.end.leave',
};
const LEAVE: Omit<Question, 'text'> = {
  heading: 'live.end.leave-heading',
  leave: 'live.end.leave-room',
};

/** Asks which end is meant: for both, or only to go out for a moment. Before the two have met, only going is left. */
@Component({
  selector: 'gr-end-dialog',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <dialog #dialog aria-labelledby="gr-end-heading" aria-describedby="gr-end-text">
        <h2 id="gr-end-heading">{{ t(question().heading) }}</h2>
        @if (roomView.room(); as room) {
          <p id="gr-end-text">
            {{ t(question().text, { name: room.otherName, time: format.time(room.closesAt) }) }}
          </p>
        }
        @if (failure(); as text) {
          <p class="gr-notice gr-notice-loss" role="alert">{{ t(text) }}</p>
        }
        <div class="actions">
          <button class="gr-button gr-button-text" type="button" autofocus (click)="dialog.close()">
            {{ t('live.end.stay') }}
          </button>
          <button class="gr-button gr-button-outlined" type="button" [disabled]="busy()" (click)="leave()">
            {{ t(question().leave) }}
          </button>
          @if (roomView.canEnd()) {
            <button class="gr-button gr-button-loss" type="button" [disabled]="busy()" (click)="end()">
              {{ t('live.end.everyone') }}
            </button>
          }
        </div>
      </dialog>
    </ng-container>
  `,
  styleUrl: './dialog.scss',
})
export class EndDialog {
  private readonly visit = inject(VisitStore);
  private readonly conference = inject(ConferenceStore);
  protected readonly roomView = inject(RoomViewStore);
  protected readonly format = inject(Formatter);
  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('dialog');

  protected readonly busy = signal(false);
  /** Key of the text. */
  protected readonly failure = signal<string | null>(null);
  protected readonly question = computed<Question>(() => {
    if (this.roomView.canEnd()) return END;
    // The server hears of a meeting a moment later than the two see each other; the button comes by itself.
    const meeting = this.conference.remotes().length > 0;
    return { ...LEAVE, text: meeting ? 'live.end.leave-text-meeting' : 'live.end.leave-text' };
  });

  open(): void {
    this.failure.set(null);
    this.dialog()?.nativeElement.showModal();
    if (!this.roomView.canEnd()) void this.roomView.refresh();
  }

  protected leave(): void {
    this.dialog()?.nativeElement.close();
    this.visit.leave();
  }

  protected async end(): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.visit.endForEveryone();
    } catch (failure) {
      const { code } = toApiError(failure);
      this.failure.set(code === 'state-conflict' ? 'live.end.not-yet' : `errors.${code}`);
    } finally {
      this.busy.set(false);
    }
  }
}
