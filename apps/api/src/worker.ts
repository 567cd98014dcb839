import 'reflect-metadata';
import { loadEnvironment } from './env.ts';
import { createWorker } from './worker-application.ts';

try {
  await createWorker(loadEnvironment());
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exit(1);
}
