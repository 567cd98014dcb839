import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module.ts';
import { BookingConfirmation } from './booking-confirmation.ts';
import { BookingRepository } from './booking.repository.ts';
import { SlotTaking } from './slot-taking.ts';

/** What booking and payments both need: taking an interviewer's time, and booking what was paid. */
@Module({
  imports: [AvailabilityModule],
  providers: [BookingRepository, SlotTaking, BookingConfirmation],
  exports: [BookingRepository, SlotTaking, BookingConfirmation],
})
export class SlotTakingModule {}
