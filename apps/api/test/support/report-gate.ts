import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

const REPORTS = '/api/conference/events';

/** Stands between a signalling server and the API: everything goes through, but the reports of who came and went only while it is open. */
export class ReportGate {
  private isOpen = true;
  private readonly server: Server;

  /** @param api Origin of the API. */
  constructor(private readonly api: string) {
    this.server = createServer((request, response) => {
      this.pass(request, response).catch(() => response.destroy());
    });
  }

  /** Returns its own origin. */
  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The gate does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** From now on reports are refused, and the signalling server keeps them. */
  hold(): void {
    this.isOpen = false;
  }

  release(): void {
    this.isOpen = true;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    if (!this.isOpen && request.url === REPORTS) return void response.writeHead(503).end();
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' && !HOP_BY_HOP.has(name) ? [[name, value] as [string, string]] : [],
    );
    const answer = await fetch(`${this.api}${request.url}`, {
      method: request.method ?? 'GET',
      headers,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }
}

/** What belongs to one connection rather than to the message (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set(['connection', 'host', 'content-length', 'transfer-encoding', 'keep-alive']);
