import { Component, computed, inject, input, signal } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Router } from '@angular/router';
import {
  type AdminInterviewType,
  catalogueRoutes,
  type InterviewTypeInput,
  interviewTypeInputSchema,
} from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, apiResource } from '../../platform/api';
import { focusFirstInvalid } from '../../platform/focus-first-invalid';
import { Formatter } from '../../platform/formatter';
import { Language } from '../../platform/language';
import { EditForm } from '../forms/edit-form';
import { FieldControl, FormField } from '../forms/form-field';
import { FormFrame } from '../forms/form-frame';
import { listedItem } from '../forms/listed-item';
import { type EditsSomething, warnBeforeUnload } from '../forms/unsaved-changes';
import { Notices } from '../questions/notices';
import { draftOfType, emptyType, inputOfType, type InterviewTypeDraft } from './interview-type-draft';
import { PolicyFields } from './policy-fields';
import { parsePrice } from './price';
import { slugOf } from './slug';

/** `/admin/interview-types/new` and `/admin/interview-types/:interviewTypeId`. */
@Component({
  selector: 'gr-admin-interview-type-page',
  imports: [FieldControl, FormField, FormFrame, MatSlideToggle, PolicyFields, TranslocoDirective],
  templateUrl: './interview-type-page.html',
  styleUrl: '../form-page.scss',
  host: warnBeforeUnload,
})
export class InterviewTypePage implements EditsSomething {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly format = inject(Formatter);
  private readonly language = inject(Language);

  /** Absent for a new type. */
  readonly interviewTypeId = input<string>();

  protected readonly source = listedItem(
    apiResource(catalogueRoutes.adminListInterviewTypes, () =>
      this.interviewTypeId() === undefined ? undefined : {},
    ),
    this.interviewTypeId,
  );

  protected readonly form = new EditForm<AdminInterviewType, InterviewTypeDraft, InterviewTypeInput>({
    schema: interviewTypeInputSchema,
    stored: this.source.item,
    initial: (type) => (type ? draftOfType(type, this.language.regional()) : emptyType()),
    toInput: (draft) => inputOfType(draft, this.language.regional()),
  });
  /** A new type's slug follows its name until somebody types another. */
  private readonly slugTyped = signal(false);
  private leaving = false;

  protected readonly currencies = computed(() => {
    const names = new Intl.DisplayNames(this.language.regional(), { type: 'currency' });
    return Intl.supportedValuesOf('currency').map((code) => ({ code, name: names.of(code) ?? code }));
  });
  /** The typed price as candidates will read it; null while it cannot be read. */
  protected readonly pricePreview = computed(() => {
    const { priceMinor, currency } = this.form.draft();
    const amountMinor = parsePrice(priceMinor, this.language.regional(), currency);
    return amountMinor === null ? null : { amountMinor, text: this.format.money({ amountMinor, currency }) };
  });

  protected rename(name: string): void {
    this.form.set('name', name);
    const follows = this.interviewTypeId() === undefined && !this.slugTyped();
    if (follows) this.form.set('slug', slugOf(name));
  }

  protected typeSlug(slug: string): void {
    this.slugTyped.set(slug !== '');
    this.form.set('slug', slug);
  }

  protected async save(event: SubmitEvent, tell: (key: string, words: object) => string): Promise<void> {
    event.preventDefault();
    const interviewTypeId = this.interviewTypeId();
    const saved = await this.form.save((body) =>
      interviewTypeId === undefined
        ? this.api.call(catalogueRoutes.createInterviewType, { body })
        : this.api.call(catalogueRoutes.updateInterviewType, { params: { interviewTypeId }, body }),
    );
    if (!saved) {
      focusFirstInvalid(event.target as HTMLFormElement);
      return;
    }
    this.leaving = true;
    this.notices.tell(tell('admin.form.saved', { name: saved.name }));
    await this.router.navigateByUrl('/admin/interview-types');
  }

  hasUnsavedChanges(): boolean {
    return !this.leaving && this.form.changed();
  }

  protected warnBeforeUnload(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }
}
