import 'reflect-metadata';
import pino from 'pino';
import { Clock } from '../../platform/clock.ts';
import { Courier } from './courier.ts';
import { type CourierEnvironment, parseCourierEnvironment } from './courier-environment.ts';
import { RecordingFolders } from './finished-recordings.ts';
import { serveHealth } from './health.ts';

/** Runs until it is asked to end. */
async function main(environment: CourierEnvironment): Promise<void> {
  const clock = new Clock();
  const now = () => clock.now();
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      stop.abort();
    });
  const logger = pino({ level: environment.LOG_LEVEL });
  const destination = { apiUrl: environment.GREENROOM_API_URL, secret: environment.CONFERENCE_SECRET, now };
  const courier = new Courier(new RecordingFolders(environment.RECORDINGS_FOLDER), destination, logger);
  const health = environment.PORT > 0 ? serveHealth(environment.PORT, () => courier.lastSign, now) : null;
  logger.info('The courier has begun');
  await courier.run(stop.signal);
  health?.close();
}

try {
  await main(parseCourierEnvironment(process.env));
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exit(1);
}
