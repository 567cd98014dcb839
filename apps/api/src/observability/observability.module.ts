import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.ts';
import { Readiness } from './readiness.ts';

@Global()
@Module({ providers: [Metrics, Readiness], exports: [Metrics, Readiness] })
export class ObservabilityModule {}
