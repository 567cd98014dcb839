import { Component, computed, inject, input, signal } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Router } from '@angular/router';
import {
  type AdminInterviewer,
  catalogueRoutes,
  type InterviewerInput,
  interviewerInputSchema,
  type Locale,
  locales,
} from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, apiResource } from '../../platform/api';
import { Clock } from '../../platform/clock';
import { focusFirstInvalid } from '../../platform/focus-first-invalid';
import { Formatter } from '../../platform/formatter';
import { Language } from '../../platform/language';
import { TimeZone } from '../../platform/time-zone';
import { EditForm } from '../forms/edit-form';
import { FieldControl, FormField } from '../forms/form-field';
import { FormFrame } from '../forms/form-frame';
import { listedItem } from '../forms/listed-item';
import { type EditsSomething, warnBeforeUnload } from '../forms/unsaved-changes';
import { Notices } from '../questions/notices';
import { HoursEditor } from './hours-editor';
import {
  BUFFERS,
  choicesWith,
  draftOfInterviewer,
  emptyInterviewer,
  inputOfInterviewer,
  type InterviewerDraft,
  NOTICES,
} from './interviewer-draft';
import { SpecialtiesField } from './specialties-field';

const SECONDS_PER_DAY = 86_400;

/** `/admin/interviewers/new` and `/admin/interviewers/:interviewerId`. */
@Component({
  selector: 'gr-admin-interviewer-page',
  imports: [
    FieldControl,
    FormField,
    FormFrame,
    HoursEditor,
    MatSlideToggle,
    SpecialtiesField,
    TranslocoDirective,
  ],
  templateUrl: './interviewer-page.html',
  styleUrl: '../form-page.scss',
  host: warnBeforeUnload,
})
export class InterviewerPage implements EditsSomething {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly timeZone = inject(TimeZone);
  private readonly language = inject(Language);
  protected readonly format = inject(Formatter);
  protected readonly now = inject(Clock).now();

  /** Absent for a new interviewer. */
  readonly interviewerId = input<string>();

  protected readonly source = listedItem(
    apiResource(catalogueRoutes.adminListInterviewers, () =>
      this.interviewerId() === undefined ? undefined : {},
    ),
    this.interviewerId,
  );

  protected readonly form = new EditForm<AdminInterviewer, InterviewerDraft, InterviewerInput>({
    schema: interviewerInputSchema,
    stored: this.source.item,
    initial: (interviewer) =>
      interviewer
        ? draftOfInterviewer(interviewer)
        : emptyInterviewer(this.timeZone.zone(), this.language.locale()),
    toInput: inputOfInterviewer,
  });
  protected readonly zones = computed(() => [
    ...new Set([...this.timeZone.available(), this.form.draft().timeZone]),
  ]);
  protected readonly buffers = computed(() => choicesWith(BUFFERS, this.source.item()?.bufferMinutes ?? 0));
  protected readonly noticePeriods = computed(() =>
    choicesWith(NOTICES, this.source.item()?.minimumNoticeMinutes ?? 0),
  );
  protected readonly locales: readonly { locale: Locale; name: string }[] = locales.map((locale) => ({
    locale,
    name: new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale,
  }));
  private leaving = false;
  protected readonly triedHours = signal(false);

  /** "30 min", "2 days". */
  protected period(minutes: number): string {
    const seconds = minutes * 60;
    return seconds >= SECONDS_PER_DAY ? this.format.countdown(seconds) : this.format.duration(seconds);
  }

  protected chooseLocale(value: string): void {
    const locale = locales.find((known) => known === value);
    if (locale) this.form.set('locale', locale);
  }

  protected async save(event: SubmitEvent, tell: (key: string, words: object) => string): Promise<void> {
    event.preventDefault();
    this.triedHours.set(true);
    const interviewerId = this.interviewerId();
    const saved = await this.form.save((body) =>
      interviewerId === undefined
        ? this.api.call(catalogueRoutes.createInterviewer, { body })
        : this.api.call(catalogueRoutes.updateInterviewer, { params: { interviewerId }, body }),
    );
    if (!saved) {
      focusFirstInvalid(event.target as HTMLFormElement);
      return;
    }
    this.leaving = true;
    this.notices.tell(tell('admin.form.saved', { name: saved.name }));
    await this.router.navigateByUrl('/admin/interviewers');
  }

  hasUnsavedChanges(): boolean {
    return !this.leaving && this.form.changed();
  }

  protected warnBeforeUnload(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }
}
