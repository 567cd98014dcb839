import { Component, inject, input, output, signal } from '@angular/core';
import { workflowRoutes, type WorkflowStep } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Formatter } from '../../platform/formatter';
import { AdminIcon } from '../icon';
import { Notices } from '../questions/notices';
import { Questions } from '../questions/questions';
import type { Tell } from '../workflows/workflow-words';
import { stepWords } from './step-words';

/** Characters of a reason; the contract's. */
const REASON_LENGTH = 200;

/** What an administrator can do about a step: try it again where it got stuck, and leave it out. */
@Component({
  selector: 'gr-step-actions',
  imports: [AdminIcon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @let words = stepWords(t, format, step());
      @if (step().status === 'parked') {
        <button
          class="gr-button gr-button-tonal"
          type="button"
          [attr.aria-disabled]="busy() || null"
          (click)="retry(t)"
        >
          <gr-admin-icon name="refresh" />{{ t('admin.timeline.retry')
          }}<span class="gr-hidden">: {{ words }}</span>
        </button>
      }
      <button
        class="gr-button"
        [class]="step().status === 'parked' ? 'gr-button-outlined' : 'gr-button-text'"
        type="button"
        [attr.aria-disabled]="busy() || null"
        (click)="skip(t)"
      >
        @if (step().status === 'parked') {
          <gr-admin-icon name="skip" />
        }
        {{ t('admin.runs.skip') }}<span class="gr-hidden">: {{ words }}</span>
      </button>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-2);
    }

    .gr-button {
      min-block-size: var(--gr-target);
    }
  `,
})
export class StepActions {
  private readonly api = inject(Api);
  private readonly notices = inject(Notices);
  private readonly questions = inject(Questions);
  protected readonly format = inject(Formatter);
  protected readonly stepWords = stepWords;

  readonly step = input.required<WorkflowStep>();
  /** Something was tried: whatever came of it, things are to be read again. */
  readonly changed = output();

  protected readonly busy = signal(false);

  protected async retry(tell: Tell): Promise<void> {
    await this.attempt(tell, async () => {
      await this.api.call(workflowRoutes.retryWorkflowStep, { params: { stepId: this.step().id } });
      this.notices.tell(tell('admin.runs.retried'));
    });
  }

  protected async skip(tell: Tell): Promise<void> {
    const step = this.step();
    const reason = await this.questions.askWhy({
      heading: tell('admin.runs.skip-heading', { step: stepWords(tell, this.format, step) }),
      text: tell('admin.runs.skip-text'),
      label: tell('admin.runs.skip-reason'),
      missing: tell('admin.problem.missing'),
      maximum: REASON_LENGTH,
      confirm: tell('admin.runs.skip-confirm'),
      cancel: tell('admin.cancel'),
    });
    if (reason === null) return;
    await this.attempt(tell, async () => {
      await this.api.call(workflowRoutes.skipWorkflowStep, { params: { stepId: step.id }, body: { reason } });
      this.notices.tell(tell('admin.runs.skipped'));
    });
  }

  private async attempt(tell: Tell, work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      await work();
    } catch (failure) {
      this.notices.tell(tell(`errors.${toApiError(failure).code}`));
    }
    this.busy.set(false);
    this.changed.emit();
  }
}
