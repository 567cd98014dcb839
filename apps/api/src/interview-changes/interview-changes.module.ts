import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module.ts';
import { SlotTakingModule } from '../booking/slot-taking.module.ts';
import { ConferenceModule } from '../conference/conference.module.ts';
import { AdminChangesController } from './admin-changes.controller.ts';
import { Cancellation } from './cancellation.service.ts';
import { CandidateChangesController } from './candidate-changes.controller.ts';
import { ChangeTermsService } from './change-terms.service.ts';
import { InterviewerChangesController } from './interviewer-changes.controller.ts';
import { Rescheduling } from './rescheduling.service.ts';

/** Cancelling what is booked, and moving it to another time: by either side on the policy's terms, by an administrator with a reason. */
@Module({
  imports: [AvailabilityModule, ConferenceModule, SlotTakingModule],
  controllers: [CandidateChangesController, InterviewerChangesController, AdminChangesController],
  providers: [Cancellation, ChangeTermsService, Rescheduling],
})
export class InterviewChangesModule {}
