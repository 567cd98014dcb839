import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { createPostgresBackend, createRedisBackend, type Queue, setDefaultBackendFactory } from 'bullmq';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import { DueWorkRegistry } from './due-work-registry.ts';
import { DueWorkRunner } from './due-work-runner.ts';
import { laneProcessors } from './lane-processors.ts';
import { LANE_QUEUES, LANES, queueNameOf } from './lanes.ts';
import { Sweep } from './sweep.ts';
import { SweepLooks } from './sweep-looks.ts';
import { WakeUps } from './wake-ups.ts';

const queueNames = LANES.map(queueNameOf);

/** The queues, on Redis where REDIS_URL names one, otherwise on the PostgreSQL that is there anyway. */
@Global()
@Module({
  imports: [
    BullModule.forRootAsync({
      inject: [ENVIRONMENT],
      useFactory: (environment: Environment) => {
        // BullMQ's choice holds for the process, which may start more than one application: so each of them makes it.
        if (environment.REDIS_URL) {
          setDefaultBackendFactory(createRedisBackend);
          // Commands fail at once while Redis is away, instead of waiting in memory: the sweep does the work meanwhile.
          // Each queue closes the connection that it makes; one that it is given would outlive it.
          const { REDIS_URL: url } = environment;
          return { connection: { url, maxRetriesPerRequest: null, enableOfflineQueue: false } };
        }
        setDefaultBackendFactory(createPostgresBackend);
        return {
          connection: {
            connectionString: environment.DATABASE_URL,
            schema: 'queue',
            migrate: true,
            max: 3,
          } as object,
        };
      },
    }),
    BullModule.registerQueue(...queueNames.map((name) => ({ name }))),
  ],
  providers: [
    {
      provide: LANE_QUEUES,
      inject: queueNames.map((name) => getQueueToken(name)),
      useFactory: (...queues: Queue[]) => new Map(LANES.map((lane, index) => [lane, queues[index]])),
    },
    WakeUps,
    DueWorkRegistry,
    SweepLooks,
  ],
  exports: [WakeUps, DueWorkRegistry, SweepLooks, LANE_QUEUES],
})
export class DueWorkModule {}

/** Only in the worker: takes wake-ups and sweeps. */
@Module({ providers: [DueWorkRunner, ...laneProcessors, Sweep], exports: [Sweep] })
export class DueWorkRunnerModule {}
