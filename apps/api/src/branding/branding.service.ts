import { Injectable } from '@nestjs/common';
import type { Branding, BrandingInput } from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import { BrandingRepository } from './branding.repository.ts';

/** How long the other processes may show the look from before a change, in milliseconds. */
const CACHE_MS = 5_000;

/** How a portal looks that nobody has branded yet. */
const unbranded: Branding = { name: 'Greenroom', brandColor: '#0E7A5F', logo: null, supportEmail: null };

/** Name, logo and colour: every page and every mail asks for them, an administrator changes them now and then. */
@Injectable()
export class BrandingService {
  private cached: { readonly branding: Branding; readonly until: number } | undefined;

  constructor(
    private readonly database: Database,
    private readonly repository: BrandingRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async current(): Promise<Branding> {
    const now = this.clock.now().getTime();
    if (this.cached && now < this.cached.until) return this.cached.branding;
    return this.remember((await this.repository.find()) ?? unbranded);
  }

  async update(actorId: string, input: BrandingInput): Promise<Branding> {
    const branding = await this.database.transaction(async (tx) => {
      const { name, brandColor, supportEmail, logo } = input;
      await this.audit.record(tx, {
        actorId,
        action: 'branding.updated',
        subject: 'branding:portal',
        details: { name, brandColor, supportEmail, hasLogo: logo !== null },
      });
      return this.repository.save(tx, input);
    });
    return this.remember(branding);
  }

  private remember(branding: Branding): Branding {
    this.cached = { branding, until: this.clock.now().getTime() + CACHE_MS };
    return branding;
  }
}
