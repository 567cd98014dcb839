import { Component, computed, inject, signal } from '@angular/core';
import { type Branding, type BrandingInput, brandingInputSchema, brandingRoutes } from '@greenroom/contracts';
import { ErrorState, PageHeader, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { BrandingStore } from '../../branding/branding-store';
import { Api, apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { focusFirstInvalid } from '../../platform/focus-first-invalid';
import { EditForm } from '../forms/edit-form';
import { FormActions } from '../forms/form-actions';
import { FieldControl, FormField } from '../forms/form-field';
import { type EditsSomething, warnBeforeUnload } from '../forms/unsaved-changes';
import { AdminIcon } from '../icon';
import { Notices } from '../questions/notices';
import { BrandPreview } from './brand-preview';
import { LOGO_MAX_BYTES, LOGO_TYPES, type LogoProblem, readLogo } from './logo-file';

type Tell = (key: string, words?: object) => string;

/** Texts of the form: a support address that is left empty is none. */
type BrandingDraft = Omit<BrandingInput, 'supportEmail'> & { readonly supportEmail: string };

const EMPTY: BrandingDraft = { name: '', brandColor: '', logo: null, supportEmail: '' };

const draftOf = ({ name, brandColor, logo, supportEmail }: Branding): BrandingDraft => ({
  name,
  brandColor,
  logo,
  supportEmail: supportEmail ?? '',
});

const inputOf = (draft: BrandingDraft): BrandingInput => ({
  ...draft,
  brandColor: draft.brandColor.trim(),
  supportEmail: draft.supportEmail.trim() === '' ? null : draft.supportEmail.trim(),
});

/** `/admin/branding`: name, colour and logo. What is saved is seen at once, without a reload. */
@Component({
  selector: 'gr-admin-branding-page',
  imports: [
    AdminIcon,
    BrandPreview,
    ErrorState,
    FieldControl,
    FormActions,
    FormField,
    PageHeader,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './branding-page.html',
  styleUrls: ['../form-page.scss', './branding-page.scss'],
  host: warnBeforeUnload,
})
export class BrandingPage implements EditsSomething {
  private readonly api = inject(Api);
  private readonly notices = inject(Notices);
  private readonly store = inject(BrandingStore);

  protected readonly resource = apiResource(brandingRoutes.getBranding, () => ({}));
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });
  protected readonly form = new EditForm<Branding, BrandingDraft, BrandingInput>({
    schema: brandingInputSchema,
    stored: () => (this.resource.hasValue() ? this.resource.value() : undefined),
    initial: (branding) => (branding ? draftOf(branding) : EMPTY),
    toInput: inputOf,
  });
  protected readonly shown = computed(() => inputOf(this.form.draft()));
  /** The colour field of browsers knows six-digit colours only; while another is typed it stays where it was. */
  protected readonly pickedColor = computed(() => {
    const { brandColor } = this.shown();
    return brandingInputSchema.shape.brandColor.safeParse(brandColor).success ? brandColor : null;
  });
  protected readonly logoTypes = LOGO_TYPES.join(',');
  protected readonly logoKilobytes = Math.floor(LOGO_MAX_BYTES / 1000);
  protected readonly logoProblem = signal<LogoProblem | null>(null);

  protected async chooseLogo(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    // The same file can be chosen again after it was mended.
    input.value = '';
    if (!file) return;
    const logo = await readLogo(file);
    this.logoProblem.set('problem' in logo ? logo.problem : null);
    if ('url' in logo) this.form.set('logo', logo.url);
  }

  protected removeLogo(tell: Tell): void {
    const before = this.form.draft().logo;
    this.form.set('logo', null);
    this.logoProblem.set(null);
    this.notices.offer(tell('admin.branding.logo-removed'), tell('admin.undo'), () =>
      this.form.set('logo', before),
    );
  }

  protected async save(event: SubmitEvent, tell: Tell): Promise<void> {
    event.preventDefault();
    const saved = await this.form.save((body) => this.api.call(brandingRoutes.updateBranding, { body }));
    if (!saved) {
      focusFirstInvalid(event.target as HTMLFormElement);
      return;
    }
    this.resource.set(saved);
    await this.store.show(saved);
    this.notices.tell(tell('admin.branding.saved'));
  }

  hasUnsavedChanges(): boolean {
    return this.resource.hasValue() && this.form.changed();
  }

  protected warnBeforeUnload(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }
}
