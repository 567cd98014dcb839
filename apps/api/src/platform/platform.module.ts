import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from './clock.ts';
import { Database } from './database/database.ts';
import { DueWorkModule } from './due-work/due-work.module.ts';
import { RequestQuota } from './http/request-quota.ts';
import { LogContext } from './log-context.ts';
import { LoggingModule } from './logging.module.ts';
import { OutboxModule } from './outbox/outbox.module.ts';

/** What every feature stands on. It knows no business words. */
@Global()
@Module({})
export class PlatformModule {
  /** @param clock what the time is; tests move theirs. */
  static with(environment: Environment, clock = new Clock()): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DueWorkModule, OutboxModule, LoggingModule],
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: Clock, useValue: clock },
        Database,
        LogContext,
        RequestQuota,
      ],
      exports: [ENVIRONMENT, Clock, Database, LogContext, RequestQuota],
    };
  }
}
