import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AdminTask, adminTaskRoutes } from '@greenroom/contracts';
import { StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { OutcomeDialog } from '../../outcomes/outcome-dialog';
import { outcomeTexts } from '../../outcomes/outcome-texts';
import { takesVerdict } from '../../outcomes/takes-verdict';
import { Api } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Clock } from '../../platform/clock';
import { Formatter } from '../../platform/formatter';
import { STATUS_TONES } from '../../platform/status-tones';
import { Notices } from '../questions/notices';
import { Questions } from '../questions/questions';

/** Characters of a note; the contract's. */
const NOTE_LENGTH = 1000;

/** One task: what it is about, in whose words, and what can be done about it. */
@Component({
  selector: 'gr-task-card',
  imports: [OutcomeDialog, RouterLink, StatusChip, TranslocoDirective],
  providers: [outcomeTexts],
  templateUrl: './task-card.html',
  styleUrl: './task-card.scss',
})
export class TaskCard {
  private readonly api = inject(Api);
  private readonly questions = inject(Questions);
  private readonly notices = inject(Notices);
  private readonly clock = inject(Clock).everySecond();
  protected readonly format = inject(Formatter);
  protected readonly tones = STATUS_TONES;

  readonly task = input.required<AdminTask>();
  /** Something was decided, or somebody else was quicker. */
  readonly changed = output();

  protected readonly resolving = signal(false);
  /** A proposal is closed by the word about it: closed by a note alone, its interview would wait for ever. */
  protected readonly takesNote = computed(() => {
    const { openedBy, interview } = this.task();
    return (
      openedBy !== 'system' || interview.proposedOutcome === null || !takesVerdict(interview, this.clock())
    );
  });
  protected readonly opener = computed(() => {
    const { openedBy, interview } = this.task();
    switch (openedBy) {
      case 'candidate':
        return interview.candidateName;
      case 'interviewer':
        return interview.interviewerName;
      case 'system':
        return null;
    }
  });

  protected decided(tell: (key: string) => string): void {
    this.notices.tell(tell('admin.task.decided'));
    this.changed.emit();
  }

  /** Whatever came of it, the page then shows how things are. */
  protected async resolve(tell: (key: string, words?: object) => string): Promise<void> {
    if (this.resolving()) return;
    const opener = this.opener();
    const note = await this.questions.askWhy({
      heading: tell('admin.task.resolve-heading'),
      text: opener
        ? tell('admin.task.resolve-text', { name: opener })
        : tell('admin.task.resolve-text-system'),
      label: tell('admin.task.note'),
      missing: tell('admin.task.note-missing'),
      maximum: NOTE_LENGTH,
      prose: true,
      confirm: tell('admin.task.resolve'),
      cancel: tell('admin.cancel'),
    });
    if (note === null) return;
    this.resolving.set(true);
    try {
      await this.api.call(adminTaskRoutes.resolveTask, {
        params: { taskId: this.task().id },
        body: { note },
      });
      this.notices.tell(tell('admin.task.resolved-now'));
    } catch (failure) {
      this.notices.tell(tell(`errors.${toApiError(failure).code}`));
    }
    this.resolving.set(false);
    this.changed.emit();
  }
}
