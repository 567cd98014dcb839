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

  @Route(routes.reportSignallingStart)
  async start(
    @In() { body }: Input<typeof routes.reportSignallingStart>,
  ): Promise<ResponseOf<typeof routes.reportSignallingStart>> {
    return { closed: await this.presence.restart(new Date(body.startedAt), body.shard) };
  }
}
