import { Controller } from '@nestjs/common';
import { routes, type SystemHealth } from '@greenroom/contracts';
import { Route } from '../platform/http/route.ts';
import { SystemHealthService } from './system-health.service.ts';

@Controller()
export class SystemHealthController {
  constructor(private readonly health: SystemHealthService) {}

  @Route(routes.adminGetHealth)
  get(): Promise<SystemHealth> {
    return this.health.read();
  }
}
