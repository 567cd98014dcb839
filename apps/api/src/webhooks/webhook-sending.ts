import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { signBody } from '../conference/signature.ts';
import { Metrics } from '../observability/metrics.ts';
import { Clock } from '../platform/clock.ts';
import type { Backlog } from '../platform/due-work/backlog.ts';
import type { DueRow, DueWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { LogContext } from '../platform/log-context.ts';
import { nextTry } from './retry-schedule.ts';
import {
  type Outcome,
  WEBHOOK_WORK,
  WebhookDeliveriesRepository,
  type WebhookDeliveryRecord,
} from './webhook-deliveries.repository.ts';
import { WebhookFailure } from './webhook-failure.ts';
import { WebhookTransport } from './webhook-transport.ts';
import { toBody } from './webhook-view.ts';

/** How long a worker has a call for itself; a worker that dies loses it after that. */
const LEASE_MS = 30_000;
/** How long one try may take, from the look-up of the name to the end of the answer. */
const TRY_MS = 15_000;
/** Calls of one endpoint that are under way at once: a slow one leaves places for the others. */
const AT_ONCE = 3;
/** When a call is looked at again whose endpoint has its hands full. */
const POSTPONE_MS = 5_000;

/** Calls endpoints when it is time. One worker at a time has a call, by lease; an endpoint that is slow or broken holds up nobody else. */
@Injectable()
export class WebhookSending implements DueWork, OnModuleInit {
  readonly kind = WEBHOOK_WORK;
  readonly lane = 'outside';
  private readonly logger = new Logger(WebhookSending.name);

  constructor(
    private readonly repository: WebhookDeliveriesRepository,
    private readonly transport: WebhookTransport,
    private readonly clock: Clock,
    private readonly registry: DueWorkRegistry,
    private readonly metrics: Metrics,
    private readonly logContext: LogContext,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  due(now: Date, limit: number): Promise<readonly DueRow[]> {
    return this.repository.due(now, limit);
  }

  backlog(now: Date): Promise<Backlog> {
    return this.repository.backlog(now);
  }

  async run(id: string): Promise<void> {
    const now = this.clock.now();
    const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
    const claimed = await this.repository.claim(id, now, {
      leasedUntil: later(LEASE_MS),
      atOnce: AT_ONCE,
      postponedTo: later(POSTPONE_MS),
    });
    if (!claimed) return;
    const { interviewId, endpointId, correlationId } = claimed;
    const fields = { deliveryId: id, endpointId, interviewId, ...(correlationId && { correlationId }) };
    await this.logContext.run(fields, () => this.deliver(claimed));
  }

  private async deliver(claimed: WebhookDeliveryRecord): Promise<void> {
    const outcome = await this.attempt(claimed);
    if (!(await this.repository.finish(claimed, outcome))) {
      this.logger.warn({ claim: claimed.claim }, 'The lease of a webhook ended before its work did');
      return;
    }
    this.metrics.webhooks.inc({ outcome: outcome.kind });
    if (outcome.kind === 'parked') this.logger.error({ reason: outcome.reason }, 'A webhook was given up');
  }

  private async attempt(row: WebhookDeliveryRecord): Promise<Outcome> {
    try {
      if (!row.endpoint.active) throw new WebhookFailure('endpoint-off');
      const status = await this.transport.post(this.callOf(row), AbortSignal.timeout(TRY_MS));
      return { kind: 'delivered', status, at: this.clock.now() };
    } catch (failure) {
      if (!(failure instanceof WebhookFailure)) throw failure;
      return this.failed(row, failure);
    }
  }

  private callOf(row: WebhookDeliveryRecord) {
    const { url, secret } = row.endpoint;
    const body = toBody(row);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Greenroom-Webhooks/1',
      'greenroom-delivery': row.id,
      'greenroom-event': row.event,
      'greenroom-signature': signBody(body, secret, this.clock.now()),
    };
    return { url, headers, body };
  }

  private failed({ attempts }: WebhookDeliveryRecord, failure: WebhookFailure): Outcome {
    const { reason, status, permanent } = failure;
    this.logger.warn({ err: failure, reason, status }, 'A webhook did not get through');
    const at = permanent ? null : nextTry(attempts, this.clock.now());
    return at ? { kind: 'retried', reason, status, at } : { kind: 'parked', reason, status };
  }
}
