import { Global, Module } from '@nestjs/common';
import { InterviewCalendar } from '../notifications/interview-calendar.ts';
import { InterviewLifecycle } from './interview-lifecycle.service.ts';
import { InterviewsController } from './interviews.controller.ts';
import { InterviewsRepository } from './interviews.repository.ts';
import { InterviewsService } from './interviews.service.ts';
import { SessionOutcomes } from './session-outcomes.ts';

/** The aggregate of the whole: every feature reads it, and moves it only through {@link InterviewLifecycle}. */
@Global()
@Module({
  controllers: [InterviewsController],
  providers: [
    InterviewsRepository,
    InterviewLifecycle,
    InterviewsService,
    InterviewCalendar,
    SessionOutcomes,
  ],
  exports: [InterviewsRepository, InterviewLifecycle, InterviewCalendar, SessionOutcomes],
})
export class InterviewsModule {}
