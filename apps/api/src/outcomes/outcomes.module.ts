import { Module } from '@nestjs/common';
import { ConferenceModule } from '../conference/conference.module.ts';
import { Appeals } from './appeals.service.ts';
import { OutcomeDecisions } from './outcome-decisions.service.ts';
import { OutcomesController } from './outcomes.controller.ts';
import { Receipts } from './receipts.service.ts';

/** What a session was: the receipt that both sides read, their objections, and the administrator's word. */
@Module({
  imports: [ConferenceModule],
  controllers: [OutcomesController],
  providers: [Appeals, OutcomeDecisions, Receipts],
})
export class OutcomesModule {}
