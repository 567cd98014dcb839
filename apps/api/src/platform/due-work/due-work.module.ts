import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import { DUE_WORK_QUEUE } from './due-work.ts';
import { DueWorkProcessor } from './due-work.processor.ts';
import { DueWorkRegistry } from './due-work-registry.ts';
import { Sweep } from './sweep.ts';
import { WakeUps } from './wake-ups.ts';

/** The queue, on Redis where REDIS_URL names one, otherwise on the PostgreSQL that is there anyway. */
@Global()
@Module({
  imports: [
    BullModule.forRootAsync({
      inject: [ENVIRONMENT],
      useFactory: (environment: Environment) => {
        if (environment.REDIS_URL) {
          // Commands fail at once while Redis is away, instead of waiting in memory: the sweep does the work meanwhile.
          return {
            connection: new Redis(environment.REDIS_URL, {
              maxRetriesPerRequest: null,
              enableOfflineQueue: false,
            }),
          };
        }
        setDefaultBackendFactory(createPostgresBackend);
        return {
          connection: {
            connectionString: environment.DATABASE_URL,
            schema: 'queue',
            migrate: true,
            max: 5,
          } as object,
        };
      },
    }),
    BullModule.registerQueue({ name: DUE_WORK_QUEUE }),
  ],
  providers: [WakeUps, DueWorkRegistry],
  exports: [WakeUps, DueWorkRegistry],
})
export class DueWorkModule {}

/** Only in the worker: takes wake-ups and sweeps. */
@Module({ providers: [DueWorkProcessor, Sweep], exports: [Sweep] })
export class DueWorkRunnerModule {}
