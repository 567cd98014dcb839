import { Controller } from '@nestjs/common';
import { type Assignment, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { FeedbackService } from './feedback.service.ts';

@Controller()
export class FeedbackController {
  constructor(private readonly feedback: FeedbackService) {}

  @Route(routes.submitFeedback)
  submit(@In() { caller, params, body }: Input<typeof routes.submitFeedback>): Promise<Assignment> {
    return this.feedback.submit(caller, params.interviewId, body);
  }
}
