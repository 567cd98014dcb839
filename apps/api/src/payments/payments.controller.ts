import { Controller } from '@nestjs/common';
import { type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { PaymentWebhooks } from './webhooks.service.ts';

@Controller()
export class PaymentsController {
  constructor(private readonly webhooks: PaymentWebhooks) {}

  @Route(routes.paymentWebhook)
  webhook(
    @In() { params, request }: Input<typeof routes.paymentWebhook>,
  ): Promise<ResponseOf<typeof routes.paymentWebhook>> {
    return this.webhooks.receive(params.provider, request);
  }
}
