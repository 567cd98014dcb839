import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './application.ts';

/** Milliseconds between two looks at the readiness of a process. */
const LOOK_MS = 50;

interface Backend {
  readonly url: URL;
  isReady: boolean;
  answered: number;
}

/**
 * Spreads requests over processes as orchestrators do: by what their readiness said last. It keeps its connections to them, and
 * tries nothing twice: what a process drops is a failure, answered with 502.
 */
export class Balancer {
  private readonly agent = new http.Agent({ keepAlive: true });
  private readonly backends: Backend[];
  private readonly server = http.createServer((request, response) => this.hand(request, response));
  private readonly looking: Promise<unknown>;
  private next = 0;
  private ended = false;

  private constructor(
    urls: readonly string[],
    readonly url: string,
  ) {
    this.backends = urls.map((one) => ({ url: new URL(one), isReady: true, answered: 0 }));
    this.looking = Promise.all(this.backends.map((backend) => this.look(backend)));
  }

  static async before(urls: readonly string[]): Promise<Balancer> {
    const port = await freePort();
    const balancer = new Balancer(urls, `http://127.0.0.1:${port}`);
    await new Promise<void>((resolve) => balancer.server.listen(port, '127.0.0.1', resolve));
    return balancer;
  }

  /** How many requests each process has answered, in their order. */
  get answered(): readonly number[] {
    return this.backends.map(({ answered }) => answered);
  }

  async close(): Promise<void> {
    this.ended = true;
    await this.looking;
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async look(backend: Backend): Promise<void> {
    while (!this.ended) {
      backend.isReady = await fetch(new URL('/health/ready', backend.url)).then(
        ({ ok }) => ok,
        () => false,
      );
      await pause(LOOK_MS);
    }
  }

  private hand(request: http.IncomingMessage, response: http.ServerResponse): void {
    const ready = this.backends.filter(({ isReady }) => isReady);
    const backend = ready[this.next++ % ready.length];
    const fail = (reason: string) => response.writeHead(502).end(reason);
    if (backend === undefined) {
      fail('nobody is ready');
      return;
    }
    const { method, url: path, headers } = request;
    const { hostname, port } = backend.url;
    const handed = http.request({ agent: this.agent, hostname, port, method, path, headers }, (answer) => {
      backend.answered += 1;
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    handed.on('error', (error) => fail(`${backend.url.href}: ${error.message}`));
    request.pipe(handed);
  }
}
