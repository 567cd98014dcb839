import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { webhookBodySchema, type WorkflowDefinition } from '@greenroom/contracts';
import type { TestApplication } from '../support/application.ts';
import { answerWith, WebhookReceiver } from '../support/webhook-receiver.ts';
import { createWorkflow } from '../support/workflows.ts';
import type { ReceiptEvidence } from './evidence.ts';

/** How a customer's server goes wrong: it closes the connection, answers 500, says nothing, or does what it is told and then says nothing. */
export type EndpointFault = 'fails' | 'answers 500' | 'hangs' | 'loses its answer';

/** What it is told of, once for each time that it happens. */
const TOLD_TO_ENDPOINT = ['interview-scheduled', 'interview-rescheduled', 'interview-cancelled'] as const;

const tellOf = (kind: string, endpointId: string): WorkflowDefinition => ({
  trigger: { kind, config: {} },
  conditions: [],
  steps: [
    { key: 'tell', kind: 'call-webhook', config: { endpointId, event: eventOf(kind) }, conditions: [] },
  ],
});

const eventOf = (kind: string): string => kind.replace('-', '.');

/** A customer's server that is told what happens to interviews. It keeps each call that it took. */
export class CustomerEndpoint {
  readonly receipts: ReceiptEvidence[] = [];
  private readonly hanging = new Set<ServerResponse>();
  private fault: EndpointFault | undefined;
  private times = 0;

  private constructor(private readonly receiver: WebhookReceiver) {
    receiver.answersBy((response) => {
      this.answer(response);
    });
  }

  static async start(): Promise<CustomerEndpoint> {
    return new CustomerEndpoint(await WebhookReceiver.start());
  }

  /** Has an application tell it of what happens. */
  async subscribe(application: TestApplication): Promise<void> {
    const { id } = await application.database.client.webhookEndpoint.create({
      data: {
        name: 'HR system',
        url: this.receiver.url,
        secret: randomBytes(32).toString('hex'),
        createdAt: application.clock.now(),
      },
    });
    for (const kind of TOLD_TO_ENDPOINT) await createWorkflow(application, `tell-${kind}`, tellOf(kind, id));
  }

  goWrong(fault: EndpointFault, times: number): void {
    this.fault = fault;
    this.times = times;
  }

  heal(): void {
    this.fault = undefined;
    for (const response of this.hanging) response.destroy();
    this.hanging.clear();
  }

  stop(): Promise<void> {
    return this.receiver.stop();
  }

  private answer(response: ServerResponse): void {
    const fault = this.times > 0 ? this.fault : undefined;
    this.times -= 1;
    if (fault === undefined) {
      this.take(true);
      answerWith(204)(response);
    } else if (fault === 'answers 500') answerWith(500)(response);
    else if (fault === 'hangs') this.hanging.add(response);
    else {
      if (fault === 'loses its answer') this.take(false);
      response.destroy();
    }
  }

  private take(isAnswered: boolean): void {
    const { id } = webhookBodySchema.parse(JSON.parse(this.receiver.calls.at(-1)?.text ?? ''));
    this.receipts.push({ callId: id, isAnswered });
  }
}
