import { Controller } from '@nestjs/common';
import { type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { PresenceService } from './presence.service.ts';

@Controller()
export class PresenceController {
  constructor(private readonly presence: PresenceService) {}

  @Route(routes.reportPresence)
  async report(
    @In() { body }: Input<typeof routes.reportPresence>,
  ): Promise<ResponseOf<typeof routes.reportPresence>> {
    return { accepted: await this.presence.report(body.events) };
  }
}
