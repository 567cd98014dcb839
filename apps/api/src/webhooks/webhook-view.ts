import {
  type WebhookDelivery,
  webhookDeliveryStatusSchema,
  type WebhookEndpoint,
  webhookFailureSchema,
} from '@greenroom/contracts';
import type { WebhookDeliveryRecord } from './webhook-deliveries.repository.ts';
import type { WebhookEndpointRecord } from './webhook-endpoints.repository.ts';

export const toEndpoint = (row: Omit<WebhookEndpointRecord, 'secret'>): WebhookEndpoint => ({
  id: row.id,
  name: row.name,
  url: row.url,
  active: row.active,
  createdAt: row.createdAt.toISOString(),
});

/** What of a call is shown: not what it sends. */
type ShownDelivery = Omit<WebhookDeliveryRecord, 'endpoint' | 'payload'> & {
  readonly endpoint: Pick<WebhookDeliveryRecord['endpoint'], 'id' | 'name'>;
};

export const toDelivery = (row: ShownDelivery): WebhookDelivery => ({
  id: row.id,
  endpoint: { id: row.endpoint.id, name: row.endpoint.name },
  interviewId: row.interviewId,
  event: row.event,
  status: webhookDeliveryStatusSchema.parse(row.status),
  attempts: row.attempts,
  lastStatus: row.lastStatus,
  lastError: row.lastError === null ? null : webhookFailureSchema.parse(row.lastError),
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

/** What the endpoint gets, as `webhookBodySchema` describes it. */
export const toBody = ({
  id,
  event,
  createdAt,
  payload,
}: Pick<WebhookDeliveryRecord, 'id' | 'event' | 'createdAt' | 'payload'>): string =>
  JSON.stringify({ id, event, createdAt: createdAt.toISOString(), interview: payload });
