import {
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import {
  outcomeInputSchema,
  outcomeRoutes,
  type SessionVerdict,
  sessionVerdicts,
} from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';
import { focusFirstInvalid } from '../platform/focus-first-invalid';
import { outcomeTexts } from './outcome-texts';
import { type Decidable, takesVerdict } from './takes-verdict';

/** A page can have several: the names of their parts must not be the same. */
let dialogs = 0;

/**
 * The administrator's word about a session: confirms what the evidence says, or decides otherwise, always with a reason. Nothing where there is
 * no session to decide about.
 */
@Component({
  selector: 'gr-outcome-dialog',
  imports: [TranslocoDirective],
  providers: [outcomeTexts],
  template: `
    <ng-container *transloco="let t">
      @if (takes()) {
        <button class="gr-button gr-button-outlined" type="button" (click)="open()">
          {{ proposed() ? t('outcome.decide.confirm-action') : t('outcome.decide.action') }}
        </button>
      }
      <dialog #dialog [attr.aria-labelledby]="id + '-heading'" [attr.aria-describedby]="id + '-text'">
        <h2 [id]="id + '-heading'">{{ t('outcome.decide.heading') }}</h2>
        <form novalidate (submit)="decide($event)">
          <p [id]="id + '-text'" class="text">{{ t('outcome.decide.text') }}</p>
          <div class="gr-field">
            <label class="gr-label" [attr.for]="id">{{ t('outcome.decide.outcome') }}</label>
            <select #verdict class="gr-input" [id]="id" (change)="choose(verdict.value)">
              @for (option of verdicts; track option) {
                <option [value]="option" [selected]="option === chosen()" [disabled]="option === outcome()">
                  {{ t('outcome.verdict-name.' + option) }}
                </option>
              }
            </select>
            <p class="gr-hint">{{ t('outcome.decide.money.' + chosen()) }}</p>
          </div>
          <div class="gr-field">
            <label class="gr-label" [attr.for]="id + '-reason'">{{ t('outcome.decide.reason') }}</label>
            <textarea
              #words
              class="gr-input"
              [id]="id + '-reason'"
              maxlength="1000"
              [attr.aria-invalid]="missing() || null"
              [attr.aria-describedby]="missing() ? id + '-missing' : null"
              [value]="reason()"
              (input)="reason.set(words.value)"
            ></textarea>
            @if (missing()) {
              <p class="gr-field-error" [id]="id + '-missing'">{{ t('outcome.decide.missing') }}</p>
            }
          </div>
          @if (problem(); as code) {
            <p class="gr-notice gr-notice-loss" role="alert">{{ t('errors.' + code) }}</p>
          }
          <div class="actions">
            <button class="gr-button gr-button-text" type="button" (click)="close()">
              {{ t('outcome.decide.leave') }}
            </button>
            <button class="gr-button" type="submit" [attr.aria-disabled]="busy() || null">
              {{ t('outcome.decide.send') }}
            </button>
          </div>
        </form>
      </dialog>
    </ng-container>
  `,
  styleUrl: '../interview-changes/dialog.scss',
})
export class OutcomeDialog {
  private readonly api = inject(Api);
  protected readonly verdicts = sessionVerdicts;

  protected readonly id = `gr-outcome-${dialogs++}`;
  private readonly clock = inject(Clock).everySecond();

  readonly interview = input.required<Decidable>();
  readonly decided = output();

  protected readonly outcome = computed(() => this.interview().outcome);
  protected readonly proposed = computed(() => this.interview().proposedOutcome);
  protected readonly takes = computed(() => takesVerdict(this.interview(), this.clock()));

  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('dialog');
  /** What was proposed; otherwise the first that would change something. */
  protected readonly chosen = linkedSignal<SessionVerdict>(
    () => this.proposed() ?? sessionVerdicts.find((verdict) => verdict !== this.outcome()) ?? 'delivered',
  );
  protected readonly reason = signal('');
  protected readonly missing = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiErrorCode | null>(null);

  protected open(): void {
    this.problem.set(null);
    this.missing.set(false);
    this.dialog()?.nativeElement.showModal();
  }

  protected close(): void {
    this.dialog()?.nativeElement.close();
  }

  protected choose(value: string): void {
    const verdict = sessionVerdicts.find((known) => known === value);
    if (verdict) this.chosen.set(verdict);
  }

  protected async decide(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const body = outcomeInputSchema.safeParse({ outcome: this.chosen(), reason: this.reason() });
    this.missing.set(!body.success);
    if (!body.success) {
      focusFirstInvalid(event.target as HTMLFormElement);
      return;
    }
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      const params = { interviewId: this.interview().id };
      await this.api.call(outcomeRoutes.decideOutcome, { params, body: body.data });
      this.close();
      this.reason.set('');
      this.decided.emit();
    } catch (failure) {
      this.problem.set(toApiError(failure).code);
    } finally {
      this.busy.set(false);
    }
  }
}
