import { Component, computed, input, resource } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { BrandingInput } from '@greenroom/contracts';

const isColor = (value: string): boolean => /^#[0-9a-f]{6}$/i.test(value);

/** The portal in small, light and dark, with a brand that is not saved yet. */
@Component({
  selector: 'gr-brand-preview',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @for (scheme of schemes; track scheme) {
        <figure>
          <div class="portal" aria-hidden="true" [class]="scheme" [style]="palette()">
            <div class="bar">
              @if (branding().logo; as logo) {
                <img [src]="logo" alt="" />
              } @else {
                <svg viewBox="0 0 32 32">
                  <rect x="1" y="1" width="30" height="30" rx="10" fill="currentColor" />
                  <path d="M9 22.5V14a7 7 0 0 1 14 0v8.5" />
                </svg>
              }
              <span>{{ branding().name }}</span>
            </div>
            <div class="page">
              <p class="title">{{ t('admin.branding.preview-title') }}</p>
              <p class="text">{{ t('admin.branding.preview-text') }}</p>
              <div class="buttons">
                <span class="filled">{{ t('admin.branding.preview-button') }}</span>
                <span class="tonal">{{ t('admin.branding.preview-second') }}</span>
                <span class="link">{{ t('admin.branding.preview-link') }}</span>
              </div>
            </div>
          </div>
          <figcaption class="gr-small gr-quiet">{{ t('admin.branding.scheme.' + scheme) }}</figcaption>
        </figure>
      }
      @if (isDarkened()) {
        <p class="gr-hint">{{ t('admin.branding.darkened') }}</p>
      }
    </ng-container>
  `,
  styleUrl: './brand-preview.scss',
})
export class BrandPreview {
  readonly branding = input.required<BrandingInput>();

  protected readonly schemes = ['light', 'dark'] as const;
  /** The last colour that can be shown stays while another is being typed. */
  private readonly color = computed<string>((): string => this.branding().brandColor);
  private readonly colors = resource({
    params: () => (isColor(this.color()) ? this.color() : undefined),
    loader: async ({ params }) => {
      const { paletteOf, paletteProperties } = await import('@greenroom/ui/palette');
      return { properties: paletteProperties(params), primary: paletteOf(params).primary.light, of: params };
    },
  });
  protected readonly palette = computed(() => (this.colors.hasValue() ? this.colors.value().properties : {}));
  /** The colour was too bright for text and buttons on a light page, so a darker tone of it is used there. */
  protected readonly isDarkened = computed(() => {
    if (!this.colors.hasValue()) return false;
    const { primary, of } = this.colors.value();
    return primary.toLowerCase() !== of.toLowerCase();
  });
}
