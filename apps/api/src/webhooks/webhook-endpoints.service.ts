import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { WebhookEndpoint, WebhookEndpointInput, WebhookEndpointWithSecret } from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.ts';
import { WebhookTransport } from './webhook-transport.ts';
import { toEndpoint } from './webhook-view.ts';

/** The servers that workflows can call. A secret is shown when it is made, and never again. */
@Injectable()
export class WebhookEndpoints {
  constructor(
    private readonly database: Database,
    private readonly repository: WebhookEndpointsRepository,
    private readonly transport: WebhookTransport,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<{ items: WebhookEndpoint[] }> {
    return { items: (await this.repository.list()).map(toEndpoint) };
  }

  /** What endpoints are called, by id; those that do not exist are left out. */
  async namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.repository.findNames(ids)).map(({ id, name }) => [id, name]));
  }

  /** @throws AppError `invalid-request` for an address that is never called. */
  async create(actorId: string, input: WebhookEndpointInput): Promise<WebhookEndpointWithSecret> {
    this.checkAddress(input.url);
    return this.database.transaction(async (tx) => {
      const secret = createSecret();
      const row = await this.repository.insert(tx, { ...input, secret, createdAt: this.clock.now() });
      await this.audit.record(tx, { actorId, action: 'webhook-endpoint.created', ...auditOf(row) });
      return { ...toEndpoint(row), secret };
    });
  }

  /** @throws AppError `not-found`; `invalid-request` for an address that is never called. */
  async update(actorId: string, id: string, input: WebhookEndpointInput): Promise<WebhookEndpoint> {
    this.checkAddress(input.url);
    return this.database.transaction(async (tx) => {
      const row = await this.repository.change(tx, id, input);
      if (!row) throw notFound('endpoint');
      await this.audit.record(tx, { actorId, action: 'webhook-endpoint.updated', ...auditOf(row) });
      return toEndpoint(row);
    });
  }

  /** Calls that are under way keep the secret that they were signed with. @throws AppError `not-found`. */
  renewSecret(actorId: string, id: string): Promise<WebhookEndpointWithSecret> {
    return this.database.transaction(async (tx) => {
      const secret = createSecret();
      const row = await this.repository.change(tx, id, { secret });
      if (!row) throw notFound('endpoint');
      await this.audit.record(tx, { actorId, action: 'webhook-endpoint.secret-renewed', ...auditOf(row) });
      return { ...toEndpoint(row), secret };
    });
  }

  private checkAddress(url: string): void {
    if (this.transport.permits(url)) return;
    throw new AppError('invalid-request', 'This address cannot be called. See the details.', {
      details: [{ path: 'body.url', message: 'must be an https address on the public internet' }],
    });
  }
}

/** 256 random bits, with a beginning by which scanners for leaked secrets know it. */
const createSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;

const auditOf = ({ id, name, url, active }: Omit<WebhookEndpoint, 'createdAt'>) => ({
  subject: `webhook-endpoint:${id}` as const,
  details: { name, url, active },
});
