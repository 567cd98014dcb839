import { Controller } from '@nestjs/common';
import { type Assignment, type ChangeTerms, type ResponseOf, routes } from '@greenroom/contracts';
import { toAssignment } from '../access-links/assignment-view.ts';
import { interviewerParty } from '../interviews/interview-party.ts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { Cancellation } from './cancellation.service.ts';
import { ChangeTermsService } from './change-terms.service.ts';
import { Rescheduling } from './rescheduling.service.ts';

/** For interviewers, who came by a link: the terms are the first step, the confirmed change is the second. */
@Controller()
export class InterviewerChangesController {
  constructor(
    private readonly changes: ChangeTermsService,
    private readonly cancellation: Cancellation,
    private readonly rescheduling: Rescheduling,
  ) {}

  @Route(routes.getAssignmentChangeTerms)
  terms(@In() { caller, params }: Input<typeof routes.getAssignmentChangeTerms>): Promise<ChangeTerms> {
    return this.changes.terms(interviewerParty(caller), params.interviewId);
  }

  @Route(routes.listAssignmentNewTimes)
  newTimes(
    @In() { caller, params, query }: Input<typeof routes.listAssignmentNewTimes>,
  ): Promise<ResponseOf<typeof routes.listAssignmentNewTimes>> {
    return this.changes.newTimes(interviewerParty(caller), params.interviewId, query);
  }

  @Route(routes.cancelAssignment)
  async cancel(@In() { caller, params, body }: Input<typeof routes.cancelAssignment>): Promise<Assignment> {
    const wish = { scheduleVersion: body.scheduleVersion, refundMinor: null, reason: body.reason };
    return toAssignment(await this.cancellation.cancel(interviewerParty(caller), params.interviewId, wish));
  }

  @Route(routes.rescheduleAssignment)
  async reschedule(
    @In() { caller, params, body }: Input<typeof routes.rescheduleAssignment>,
  ): Promise<Assignment> {
    const { scheduleVersion, startsAt, reason } = body;
    const wish = { scheduleVersion, startsAt: new Date(startsAt), reason };
    return toAssignment(
      await this.rescheduling.reschedule(interviewerParty(caller), params.interviewId, wish),
    );
  }
}
