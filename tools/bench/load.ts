import { Agent, request as send, type OutgoingHttpHeaders } from 'node:http';

/** An HTTP request that can be sent to the API and to its yardstick alike. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string;
};

export type HttpAnswer = {
  readonly status: number;
  readonly body: string;
  /** From sending to the last byte of the answer, in milliseconds. */
  readonly ms: number;
};

/** Keeps its connections open, as a reverse proxy does. */
export class HttpLoad {
  readonly #agent: Agent;
  readonly #origin: string;

  constructor(origin: string, connections: number) {
    this.#origin = origin;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  send({ method, path, headers, body }: HttpRequest): Promise<HttpAnswer> {
    const from = performance.now();
    return new Promise((resolve, reject) => {
      const outgoing = send(
        this.#origin + path,
        {
          method,
          agent: this.#agent,
          headers: {
            ...headers,
            ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const ms = performance.now() - from;
            resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8'), ms });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /**
   * Sends all requests, as many at a time as there are connections.
   *
   * @returns how long each took, in milliseconds
   * @throws Error when one is not answered with success: such a run measures something else
   */
  async sendAll(requests: readonly HttpRequest[]): Promise<number[]> {
    const times: number[] = [];
    const waiting = requests.values();
    const work = async () => {
      for (const request of waiting) {
        const { status, body, ms } = await this.send(request);
        if (status >= 400) throw new Error(`${request.method} ${request.path} → ${status} ${body}`);
        times.push(ms);
      }
    };
    await Promise.all(Array.from({ length: this.#agent.maxSockets }, work));
    return times;
  }

  close(): void {
    this.#agent.destroy();
  }
}
