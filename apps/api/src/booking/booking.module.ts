import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module.ts';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { PaymentsModule } from '../payments/payments.module.ts';
import { BookingController } from './booking.controller.ts';
import { BookingService } from './booking.service.ts';
import { BookingSettlement } from './booking-settlement.ts';
import { HoldExpiry } from './hold-expiry.ts';
import { SlotTakingModule } from './slot-taking.module.ts';

@Module({
  imports: [AvailabilityModule, CatalogueModule, PaymentsModule, SlotTakingModule],
  controllers: [BookingController],
  providers: [BookingService, BookingSettlement, HoldExpiry],
})
export class BookingModule {}
