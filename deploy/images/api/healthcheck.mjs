/**
 * The health check of the image: succeeds when the process of this container answers `/health/live`, the API at `PORT` or
 * the worker at `WORKER_PORT`. Orchestrators that ask over HTTP themselves do not need it.
 */
import process from 'node:process';

const TIMEOUT_MS = 4000;

const ports = [process.env.PORT, process.env.WORKER_PORT].filter((port) => Number(port) > 0);
const answers = ports.map(async (port) => {
  const { ok, status } = await fetch(`http://127.0.0.1:${port}/health/live`, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!ok) throw new Error(`answered ${status}`);
});
await Promise.any(answers).catch(() => {
  console.error(`nothing healthy at ${ports.join(' or ') || 'no port'}`);
  process.exitCode = 1;
});
