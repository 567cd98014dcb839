import { Controller } from '@nestjs/common';
import { type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { AvailabilityService } from './availability.service.ts';

@Controller()
export class AvailabilityController {
  constructor(private readonly availability: AvailabilityService) {}

  @Route(routes.listSlots)
  listSlots(@In() { query }: Input<typeof routes.listSlots>): Promise<ResponseOf<typeof routes.listSlots>> {
    return this.availability.listSlots(query);
  }
}
