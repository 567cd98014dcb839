import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebhookBody, webhookBodySchema } from '@greenroom/contracts';

export interface ReceivedCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it came, for the signature. */
  readonly text: string;
}

/** A customer's server: keeps what it is told, and answers as the test says. */
export class WebhookReceiver {
  readonly calls: ReceivedCall[] = [];
  private answer: (response: ServerResponse) => void = answerWith(204);
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      this.calls.push({ path: request.url ?? '', headers: request.headers, text });
      this.answer(response);
    });
  });

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** The bodies of the calls about an interview. */
  bodiesOf(interviewId: string): WebhookBody[] {
    return this.calls
      .map(({ text }) => webhookBodySchema.parse(JSON.parse(text)))
      .filter(({ interview }) => interview.id === interviewId);
  }

  answersBy(answer: (response: ServerResponse) => void): void {
    this.answer = answer;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

export const answerWith =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end();
  };
