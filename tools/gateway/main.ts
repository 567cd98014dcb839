import path from 'node:path';
import { parseEnvironment } from './environment.ts';
import { createGateway } from './server.ts';

const DIST = path.resolve(import.meta.dirname, '../../dist');

try {
  const environment = parseEnvironment(process.env);
  const folders = { portal: path.join(DIST, 'apps/web/browser'), libraries: path.join(DIST, 'libs') };
  const server = await createGateway(environment, folders);
  await server.listen({ port: environment.PORT, host: environment.HOST });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
