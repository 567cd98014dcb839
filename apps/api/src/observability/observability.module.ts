import { Global, Module } from '@nestjs/common';
import { BacklogMetrics } from './backlog-metrics.ts';
import { Metrics } from './metrics.ts';
import { Readiness } from './readiness.ts';
import { SystemHealthController } from './system-health.controller.ts';
import { SystemHealthService } from './system-health.service.ts';

@Global()
@Module({
  controllers: [SystemHealthController],
  providers: [Metrics, BacklogMetrics, Readiness, SystemHealthService],
  exports: [Metrics, BacklogMetrics, Readiness],
})
export class ObservabilityModule {}
