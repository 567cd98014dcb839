import { Injectable } from '@nestjs/common';
import type { WebhookEndpointInput } from '@greenroom/contracts';
import type { WebhookEndpoint } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';

export type WebhookEndpointRecord = WebhookEndpoint;

@Injectable()
export class WebhookEndpointsRepository {
  constructor(private readonly database: Database) {}

  list(): Promise<Omit<WebhookEndpointRecord, 'secret'>[]> {
    return this.database.client.webhookEndpoint.findMany({
      omit: { secret: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
  }

  findNames(ids: readonly string[]): Promise<Pick<WebhookEndpointRecord, 'id' | 'name'>[]> {
    return this.database.client.webhookEndpoint.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, name: true },
    });
  }

  insert(
    tx: Transaction,
    endpoint: WebhookEndpointInput & { secret: string; createdAt: Date },
  ): Promise<WebhookEndpointRecord> {
    return tx.webhookEndpoint.create({ data: endpoint });
  }

  /** Null when there is no such endpoint. */
  async change(
    tx: Transaction,
    id: string,
    changes: WebhookEndpointInput | { secret: string },
  ): Promise<WebhookEndpointRecord | null> {
    const [row] = await tx.webhookEndpoint.updateManyAndReturn({ where: { id }, data: changes });
    return row ?? null;
  }

  async isActive(tx: Transaction, id: string): Promise<boolean> {
    const active = await tx.webhookEndpoint.count({ where: { id, active: true } });
    return active === 1;
  }
}
