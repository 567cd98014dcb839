import { Module } from '@nestjs/common';
import { SlotTakingModule } from '../booking/slot-taking.module.ts';
import { EventInbox } from './event-inbox.repository.ts';
import { PaymentCheck } from './payment-check.ts';
import { PaymentProviders } from './payment-providers.ts';
import { PaymentsController } from './payments.controller.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { PaymentsService } from './payments.service.ts';
import { PolicyRefunds } from './policy-refunds.service.ts';
import { Refunds } from './refunds.service.ts';
import { Settlement } from './settlement.service.ts';
import { PaymentWebhooks } from './webhooks.service.ts';

@Module({
  imports: [SlotTakingModule],
  controllers: [PaymentsController],
  providers: [
    PaymentProviders,
    PaymentsRepository,
    EventInbox,
    PolicyRefunds,
    Refunds,
    Settlement,
    PaymentsService,
    PaymentWebhooks,
    PaymentCheck,
  ],
  exports: [PaymentsService, PolicyRefunds],
})
export class PaymentsModule {}
