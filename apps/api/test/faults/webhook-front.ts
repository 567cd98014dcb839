import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How webhooks arrive: each once, each twice at the same time, each at its second try, or none. */
export type WebhookMode = 'once' | 'twice' | 'late' | 'never';

/** Where the payment provider sends its webhooks: hands them on to a process that is up, the way the test says. */
export class WebhookFront {
  mode: WebhookMode = 'once';
  /** Address of an API process. */
  target: (() => string) | undefined;
  private readonly seen = new Set<string>();

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response) => {
      void this.handOn(request).then((status) => response.writeHead(status).end());
    });
  }

  static async start(): Promise<WebhookFront> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new WebhookFront(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/payments/webhooks/stripe`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async handOn(request: IncomingMessage): Promise<number> {
    const body = await text(request);
    const isFirst = !this.seen.has(body);
    this.seen.add(body);
    if (!this.target || this.mode === 'never' || (this.mode === 'late' && isFirst)) return 503;
    const copies = this.mode === 'twice' ? 2 : 1;
    const statuses = await Promise.all(Array.from({ length: copies }, () => this.post(request, body)));
    return Math.max(...statuses);
  }

  private async post({ headers, url = '' }: IncomingMessage, body: string): Promise<number> {
    const signature = String(headers['stripe-signature']);
    return fetch(new URL(url, this.target?.()), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body,
    }).then(
      ({ status }) => status,
      () => 502,
    );
  }
}
