import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { WorkerModule } from './app.module.ts';
import type { Environment } from './env.ts';
import type { Clock } from './platform/clock.ts';

/** Builds the job process, which begins to take work at once; tests use the same. */
export async function createWorker(
  environment: Environment,
  clock?: Clock,
): Promise<INestApplicationContext> {
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(environment, clock), {
    bufferLogs: true,
  });
  worker.useLogger(worker.get(Logger));
  worker.enableShutdownHooks();
  return worker;
}
