import { Controller } from '@nestjs/common';
import { type Interview, type Receipt, routes } from '@greenroom/contracts';
import { adminParty, candidateParty, interviewerParty } from '../interviews/interview-party.ts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { Appeals } from './appeals.service.ts';
import { OutcomeDecisions } from './outcome-decisions.service.ts';
import { Receipts } from './receipts.service.ts';

@Controller()
export class OutcomesController {
  constructor(
    private readonly receipts: Receipts,
    private readonly appeals: Appeals,
    private readonly decisions: OutcomeDecisions,
  ) {}

  @Route(routes.getReceipt)
  receipt(@In() { caller, params }: Input<typeof routes.getReceipt>): Promise<Receipt> {
    return this.receipts.receiptFor(candidateParty(caller), params.interviewId);
  }

  @Route(routes.appealOutcome)
  appeal(@In() { caller, params, body }: Input<typeof routes.appealOutcome>): Promise<Receipt> {
    return this.appeals.appeal(candidateParty(caller), params.interviewId, body.text);
  }

  @Route(routes.getAssignmentReceipt)
  assignmentReceipt(@In() { caller, params }: Input<typeof routes.getAssignmentReceipt>): Promise<Receipt> {
    return this.receipts.receiptFor(interviewerParty(caller), params.interviewId);
  }

  @Route(routes.appealAssignmentOutcome)
  appealAssignment(
    @In() { caller, params, body }: Input<typeof routes.appealAssignmentOutcome>,
  ): Promise<Receipt> {
    return this.appeals.appeal(interviewerParty(caller), params.interviewId, body.text);
  }

  @Route(routes.adminGetReceipt)
  adminReceipt(@In() { caller, params }: Input<typeof routes.adminGetReceipt>): Promise<Receipt> {
    return this.receipts.receiptFor(adminParty(caller), params.interviewId);
  }

  @Route(routes.decideOutcome)
  decide(@In() { caller, params, body }: Input<typeof routes.decideOutcome>): Promise<Interview> {
    return this.decisions.decide(caller.accountId, params.interviewId, body);
  }
}
