import { Module } from '@nestjs/common';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository.ts';
import { WebhookDeliveries } from './webhook-deliveries.service.ts';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.ts';
import { WebhookEndpoints } from './webhook-endpoints.service.ts';
import { WebhookSending } from './webhook-sending.ts';
import { WebhookTransport } from './webhook-transport.ts';
import { WebhooksController } from './webhooks.controller.ts';

/** Servers of the customer's that are told about interviews: planned by workflows, called by the worker. */
@Module({
  controllers: [WebhooksController],
  providers: [
    WebhookEndpoints,
    WebhookEndpointsRepository,
    WebhookDeliveries,
    WebhookDeliveriesRepository,
    WebhookTransport,
    WebhookSending,
  ],
  exports: [WebhookDeliveries, WebhookEndpoints],
})
export class WebhooksModule {}
