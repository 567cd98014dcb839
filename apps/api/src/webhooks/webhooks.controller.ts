import { Controller } from '@nestjs/common';
import { type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { WebhookDeliveries } from './webhook-deliveries.service.ts';
import { WebhookEndpoints } from './webhook-endpoints.service.ts';

@Controller()
export class WebhooksController {
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly deliveries: WebhookDeliveries,
  ) {}

  @Route(routes.listWebhookEndpoints)
  listEndpoints(): Promise<ResponseOf<typeof routes.listWebhookEndpoints>> {
    return this.endpoints.list();
  }

  @Route(routes.createWebhookEndpoint)
  createEndpoint(
    @In() { caller, body }: Input<typeof routes.createWebhookEndpoint>,
  ): Promise<ResponseOf<typeof routes.createWebhookEndpoint>> {
    return this.endpoints.create(caller.accountId, body);
  }

  @Route(routes.updateWebhookEndpoint)
  updateEndpoint(
    @In() { caller, params, body }: Input<typeof routes.updateWebhookEndpoint>,
  ): Promise<ResponseOf<typeof routes.updateWebhookEndpoint>> {
    return this.endpoints.update(caller.accountId, params.endpointId, body);
  }

  @Route(routes.renewWebhookSecret)
  renewSecret(
    @In() { caller, params }: Input<typeof routes.renewWebhookSecret>,
  ): Promise<ResponseOf<typeof routes.renewWebhookSecret>> {
    return this.endpoints.renewSecret(caller.accountId, params.endpointId);
  }

  @Route(routes.listWebhookDeliveries)
  listDeliveries(
    @In() { query }: Input<typeof routes.listWebhookDeliveries>,
  ): Promise<ResponseOf<typeof routes.listWebhookDeliveries>> {
    return this.deliveries.list(query);
  }

  @Route(routes.replayWebhookDelivery)
  replay(
    @In() { caller, params }: Input<typeof routes.replayWebhookDelivery>,
  ): Promise<ResponseOf<typeof routes.replayWebhookDelivery>> {
    return this.deliveries.replay(caller.accountId, params.deliveryId);
  }
}
