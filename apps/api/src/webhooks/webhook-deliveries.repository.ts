import { Injectable } from '@nestjs/common';
import type { WebhookDeliveryStatus, WebhookFailureReason } from '@greenroom/contracts';
import { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { type Backlog, countBacklog } from '../platform/due-work/backlog.ts';
import type { DueRow } from '../platform/due-work/due-work.ts';

/** Kind of the due work that a call is. */
export const WEBHOOK_WORK = 'webhook-delivery';

const withEndpoint = { endpoint: true } as const satisfies Prisma.WebhookDeliveryInclude;

export type WebhookDeliveryRecord = Prisma.WebhookDeliveryGetPayload<{ include: typeof withEndpoint }>;

/** What became of one try. */
export type Outcome =
  | { readonly kind: 'delivered'; readonly status: number; readonly at: Date }
  | {
      readonly kind: 'retried';
      readonly reason: WebhookFailureReason;
      readonly status: number | null;
      readonly at: Date;
    }
  | { readonly kind: 'parked'; readonly reason: WebhookFailureReason; readonly status: number | null };

/** Which calls a list shows. */
export interface DeliverySelection {
  readonly endpointId?: string | undefined;
  readonly interviewId?: string | undefined;
  readonly status?: WebhookDeliveryStatus | undefined;
}

const isDue = (id: string, now: Date) =>
  ({
    id,
    status: { in: ['queued', 'sending'] },
    nextAttemptAt: { lte: now },
  }) satisfies Prisma.WebhookDeliveryWhereInput;

@Injectable()
export class WebhookDeliveriesRepository {
  constructor(private readonly database: Database) {}

  /** Writes a call, due at once; one that was written before for the same reason stays as it is. */
  async plan(
    tx: Transaction,
    delivery: Pick<
      Prisma.WebhookDeliveryCreateManyInput,
      'endpointId' | 'interviewId' | 'event' | 'payload' | 'dedupeKey' | 'correlationId'
    >,
    now: Date,
  ): Promise<{ id: string; planned: boolean }> {
    const [written] = await tx.webhookDelivery.createManyAndReturn({
      data: { ...delivery, status: 'queued', nextAttemptAt: now, createdAt: now },
      skipDuplicates: true,
      select: { id: true },
    });
    if (written) return { id: written.id, planned: true };
    const { dedupeKey } = delivery;
    const before = await tx.webhookDelivery.findUniqueOrThrow({ where: { dedupeKey }, select: { id: true } });
    return { id: before.id, planned: false };
  }

  /** Calls whose time has come, and those whose worker went away. */
  async due(now: Date, limit: number): Promise<readonly DueRow[]> {
    const rows = await this.database.client.webhookDelivery.findMany({
      where: { status: { in: ['queued', 'sending'] }, nextAttemptAt: { lte: now } },
      select: { id: true, nextAttemptAt: true },
      orderBy: { nextAttemptAt: 'asc' },
      take: limit,
    });
    return rows.map(({ id, nextAttemptAt }) => ({ id, dueAt: nextAttemptAt ?? now }));
  }

  backlog(now: Date): Promise<Backlog> {
    return countBacklog(this.database, now, {
      dueAt: Prisma.sql`next_attempt_at`,
      waiting: Prisma.sql`webhook_delivery WHERE status IN ('queued', 'sending')`,
      parked: Prisma.sql`webhook_delivery WHERE status = 'parked'`,
    });
  }

  /**
   * Takes a due call for one worker: the first of several wins. Until the end of the lease nobody else takes it; the number of the claim keeps
   * a worker that outlived its lease from writing what became of it. A call whose endpoint has `atOnce` calls under way is moved on to
   * `postponedTo` instead.
   */
  claim(
    id: string,
    now: Date,
    terms: { readonly leasedUntil: Date; readonly atOnce: number; readonly postponedTo: Date },
  ): Promise<WebhookDeliveryRecord | null> {
    const { leasedUntil, atOnce, postponedTo } = terms;
    return this.database.transaction(async (tx) => {
      // Of several workers that count what is under way, each sees what the one before has taken.
      await tx.$executeRaw`
        SELECT FROM webhook_endpoint e JOIN webhook_delivery d ON d.endpoint_id = e.id
        WHERE d.id = ${id}::uuid FOR NO KEY UPDATE OF e`;
      const underWay = await tx.webhookDelivery.count({
        where: { status: 'sending', leasedUntil: { gt: now }, endpoint: { deliveries: { some: { id } } } },
      });
      if (underWay >= atOnce) {
        await tx.webhookDelivery.updateMany({ where: isDue(id, now), data: { nextAttemptAt: postponedTo } });
        return null;
      }
      const [delivery] = await tx.webhookDelivery.updateManyAndReturn({
        where: isDue(id, now),
        data: {
          status: 'sending',
          claim: { increment: 1 },
          attempts: { increment: 1 },
          leasedUntil,
          nextAttemptAt: leasedUntil,
        },
        include: withEndpoint,
      });
      return delivery ?? null;
    });
  }

  /** Writes down what became of a try. False when the claim is not the newest any more: then nothing is changed. */
  async finish({ id, claim }: WebhookDeliveryRecord, outcome: Outcome): Promise<boolean> {
    const { count } = await this.database.client.webhookDelivery.updateMany({
      where: { id, claim, status: 'sending' },
      data: { leasedUntil: null, ...columnsOf(outcome) },
    });
    return count === 1;
  }

  find(tx: Transaction, id: string): Promise<WebhookDeliveryRecord | null> {
    return tx.webhookDelivery.findUnique({ where: { id }, include: withEndpoint });
  }

  /** Makes a call that is over due again, as if it were new. Null when it is not over. */
  async requeue(tx: Transaction, id: string, now: Date): Promise<WebhookDeliveryRecord | null> {
    const [delivery] = await tx.webhookDelivery.updateManyAndReturn({
      where: { id, status: { in: ['delivered', 'parked'] } },
      data: { status: 'queued', attempts: 0, nextAttemptAt: now },
      include: withEndpoint,
    });
    return delivery ?? null;
  }

  /** Newest first, from after the call `cursor` on. */
  list(
    selection: DeliverySelection,
    cursor: string | undefined,
    limit: number,
  ): Promise<WebhookDeliveryRecord[]> {
    const { endpointId, interviewId, status } = selection;
    return this.database.client.webhookDelivery.findMany({
      where: {
        ...(endpointId !== undefined && { endpointId }),
        ...(interviewId !== undefined && { interviewId }),
        ...(status !== undefined && { status }),
        ...(cursor !== undefined && { id: { lt: cursor } }),
      },
      include: withEndpoint,
      orderBy: { id: 'desc' },
      take: limit,
    });
  }
}

function columnsOf(outcome: Outcome) {
  switch (outcome.kind) {
    case 'delivered':
      return {
        status: 'delivered',
        deliveredAt: outcome.at,
        nextAttemptAt: null,
        lastStatus: outcome.status,
        lastError: null,
      };
    case 'retried':
      return {
        status: 'queued',
        nextAttemptAt: outcome.at,
        lastStatus: outcome.status,
        lastError: outcome.reason,
      };
    case 'parked':
      return {
        status: 'parked',
        nextAttemptAt: null,
        lastStatus: outcome.status,
        lastError: outcome.reason,
      };
  }
}
