import { Controller } from '@nestjs/common';
import { type Branding, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { BrandingService } from './branding.service.ts';

@Controller()
export class BrandingController {
  constructor(private readonly branding: BrandingService) {}

  @Route(routes.getBranding)
  get(): Promise<Branding> {
    return this.branding.current();
  }

  @Route(routes.updateBranding)
  update(@In() { caller, body }: Input<typeof routes.updateBranding>): Promise<Branding> {
    return this.branding.update(caller.accountId, body);
  }
}
