import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Service } from '../../../tools/launcher/service.ts';

/** What a test may do to a process of the stack. */
type Action = 'stop' | 'start';

/** A door to the processes for the tests, which run in another process than the stack. Loopback only. */
export interface ControlServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Opens `POST /<process>/<action>`; answers 204 once it is done. */
export async function serveControl(processes: ReadonlyMap<string, Service>): Promise<ControlServer> {
  const server = createServer((request, response) => {
    const [, name = '', action] = (request.url ?? '').split('/');
    const service = processes.get(name);
    const work = service && (action === 'stop' || action === 'start') ? service[action]() : undefined;
    if (!work) {
      response.writeHead(404).end();
      return;
    }
    work.then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Stops or starts a process of the stack, by its name in the launcher; resolves when it has ended or answers. */
export async function control(process: 'signalling', action: Action): Promise<void> {
  const url = `${processControlUrl()}/${process}/${action}`;
  const response = await fetch(url, { method: 'POST' });
  if (!response.ok) throw new Error(`${action} ${process}: ${await response.text()}`);
}

function processControlUrl(): string {
  const url = process.env.STACK_CONTROL_URL;
  if (!url) throw new Error('STACK_CONTROL_URL is not set: the stack was not started');
  return url;
}
