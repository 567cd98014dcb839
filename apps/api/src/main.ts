import 'reflect-metadata';
import { loadEnvironment } from './env.ts';
import { createHttpServer } from './http-server.ts';

try {
  const environment = loadEnvironment();
  const application = await createHttpServer(environment);
  await application.listen(environment.PORT, environment.HOST);
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exit(1);
}
