import { Controller } from '@nestjs/common';
import { type ResponseOf, routes } from '@greenroom/contracts';
import { RequestQuota } from '../platform/http/request-quota.ts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { AvailabilityService } from './availability.service.ts';

/** Slots that one network address may ask for: enough for a building full of people who compare weeks. */
const SLOTS_QUOTA = { name: 'slots', points: 600, seconds: 60, scope: 'process' } as const;

@Controller()
export class AvailabilityController {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly quota: RequestQuota,
  ) {}

  @Route(routes.listSlots)
  async listSlots(
    @In() { query, request }: Input<typeof routes.listSlots>,
  ): Promise<ResponseOf<typeof routes.listSlots>> {
    await this.quota.take(SLOTS_QUOTA, request.ip);
    return this.availability.listSlots(query);
  }
}
