import { Injectable } from '@nestjs/common';
import { idSchema, type ResponseOf, type routes, type WebhookDelivery } from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { PlannedWork } from '../platform/due-work/due-work.ts';
import { WakeUps } from '../platform/due-work/wake-ups.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { LogContext } from '../platform/log-context.ts';
import {
  WEBHOOK_WORK,
  type DeliverySelection,
  WebhookDeliveriesRepository,
} from './webhook-deliveries.repository.ts';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.ts';
import { payloadOf } from './webhook-payload.ts';
import { toDelivery } from './webhook-view.ts';

/** A call that an endpoint should get. */
export interface WebhookWish {
  readonly endpointId: string;
  readonly interviewId: string;
  /** In the words of who plans it, for example `interview.scheduled`. */
  readonly event: string;
  /** What the call is for: the same reason is never called for twice. */
  readonly dedupeKey: string;
}

/** `planned` is false when the call had been planned before. `work` is what the caller announces after its commit. */
export type WebhookPlan =
  | { readonly deliveryId: string; readonly planned: boolean; readonly work: readonly PlannedWork[] }
  | { readonly skipped: 'no-endpoint' };

/** Calls of endpoints: planned with what they follow from, sent by the worker, looked at and replayed by administrators. */
@Injectable()
export class WebhookDeliveries {
  constructor(
    private readonly database: Database,
    private readonly repository: WebhookDeliveriesRepository,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly interviews: InterviewsRepository,
    private readonly audit: AuditLog,
    private readonly wakeUps: WakeUps,
    private readonly clock: Clock,
    private readonly logContext: LogContext,
  ) {}

  /**
   * Writes down a call, with the interview as it is in this transaction. Skipped where the endpoint does not exist or is switched off.
   *
   * @throws Error for an interview that does not exist.
   */
  async plan(
    tx: Transaction,
    { endpointId, interviewId, event, dedupeKey }: WebhookWish,
  ): Promise<WebhookPlan> {
    if (!(await this.endpoints.isActive(tx, endpointId))) return { skipped: 'no-endpoint' };
    const interview = await this.interviews.find(interviewId, tx);
    if (!interview) throw new Error(`The interview ${interviewId} of a webhook does not exist`);
    const now = this.clock.now();
    const { correlationId } = this.logContext;
    const delivery = {
      endpointId,
      interviewId,
      event,
      dedupeKey,
      correlationId,
      payload: payloadOf(interview),
    };
    const { id, planned } = await this.repository.plan(tx, delivery, now);
    return { deliveryId: id, planned, work: planned ? [{ kind: WEBHOOK_WORK, id, dueAt: now }] : [] };
  }

  async list(
    query: DeliverySelection & { cursor?: string | undefined; limit: number },
  ): Promise<ResponseOf<typeof routes.listWebhookDeliveries>> {
    const rows = await this.repository.list(query, cursorOf(query.cursor), query.limit + 1);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return { items: shown.map(toDelivery), nextCursor: rows.length > query.limit && last ? last.id : null };
  }

  /**
   * Makes a call again, with the same id and the same facts, for an endpoint that has lost it or was mended.
   *
   * @throws AppError `not-found`; `state-conflict` when it is not over yet.
   */
  async replay(actorId: string, deliveryId: string): Promise<WebhookDelivery> {
    const delivery = await this.database.transaction(async (tx) => {
      const known = await this.repository.find(tx, deliveryId);
      if (!known) throw notFound('delivery');
      const requeued = await this.repository.requeue(tx, deliveryId, this.clock.now());
      if (!requeued) throw new AppError('state-conflict', 'This call is still to be made.');
      const { status, event, lastError } = known;
      await this.audit.record(tx, {
        actorId,
        action: 'webhook-delivery.replayed',
        subject: `webhook-delivery:${deliveryId}`,
        details: { status, event, lastError },
      });
      return requeued;
    });
    await this.wakeUps.announce({ kind: WEBHOOK_WORK, id: deliveryId });
    return toDelivery(delivery);
  }
}

/** @throws AppError `invalid-request` for what no page before has answered. */
function cursorOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined || idSchema.safeParse(cursor).success) return cursor;
  throw new AppError('invalid-request', 'The cursor is not one that a page before has answered.', {
    details: [{ path: 'query.cursor', message: 'is not a cursor of this list' }],
  });
}
