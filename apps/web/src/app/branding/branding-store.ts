import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { type Branding, brandingRoutes, brandingSchema } from '@greenroom/contracts';
import { Api } from '../platform/api';
import { deviceStorage } from '../platform/browser-storage';

/** What the portal is called and looks like until the API has said. The stylesheet holds the palette of this colour. */
const DEFAULT: Branding = { name: 'Greenroom', brandColor: '#0e7a5f', logo: null, supportEmail: null };

/** Name, logo and colour of this portal, changeable by the admin at run time. */
@Injectable({ providedIn: 'root' })
export class BrandingStore {
  private readonly api = inject(Api);
  private readonly document = inject(DOCUMENT);
  private readonly branding = signal(this.remembered());
  private shownColor = DEFAULT.brandColor;

  readonly name = computed(() => this.branding().name);
  readonly logo = computed(() => this.branding().logo);
  readonly supportEmail = computed(() => this.branding().supportEmail);

  /** Shows what was last known at once, then what the API says. Without an answer the last known look stays. */
  async start(): Promise<void> {
    await this.show(this.branding());
    const fresh = await this.api.call(brandingRoutes.getBranding, {}).catch(() => null);
    if (fresh) await this.show(fresh);
  }

  /** Also for the admin's page, after a change. */
  async show(branding: Branding): Promise<void> {
    this.branding.set(branding);
    deviceStorage.write('branding', JSON.stringify(branding));
    const color = branding.brandColor.toLowerCase();
    if (color === this.shownColor) return;
    const { paletteProperties } = await import('@greenroom/ui/palette');
    for (const [property, value] of Object.entries(paletteProperties(color))) {
      this.document.documentElement.style.setProperty(property, value);
    }
    this.shownColor = color;
  }

  private remembered(): Branding {
    try {
      const branding = brandingSchema.safeParse(JSON.parse(deviceStorage.read('branding') ?? 'null'));
      return branding.success ? branding.data : DEFAULT;
    } catch {
      return DEFAULT;
    }
  }
}
