import { Module } from '@nestjs/common';
import { FeedbackController } from './feedback.controller.ts';
import { FeedbackRepository } from './feedback.repository.ts';
import { FeedbackService } from './feedback.service.ts';

/** What the interviewer writes about an interview, for its candidate. */
@Module({ controllers: [FeedbackController], providers: [FeedbackService, FeedbackRepository] })
export class FeedbackModule {}
