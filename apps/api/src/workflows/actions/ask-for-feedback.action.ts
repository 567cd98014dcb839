import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { MessagePlanning } from '../../notifications/message-planning.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { type ActionScene, type StepResult, WorkflowAction } from './action.ts';
import { messageResult } from './message-result.ts';

const configSchema = z.strictObject({});
const template = 'feedback-request';

/** Asks the interviewer for feedback; from then on it is due. */
@Injectable()
export class AskForFeedback extends WorkflowAction<typeof configSchema> {
  override readonly kind = 'ask-for-feedback';
  override readonly configSchema = configSchema;

  constructor(
    private readonly messages: MessagePlanning,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  override async perform(tx: Transaction, scene: ActionScene): Promise<StepResult> {
    const { interview, dedupeKey, scheduleVersion } = scene;
    if (interview.feedbackAt !== null) return { kind: 'skipped', reason: 'feedback-given' };
    const plan = await this.messages.plan(tx, {
      interviewId: interview.id,
      template,
      recipient: { role: 'interviewer' },
      channel: 'email',
      dedupeKey,
      scheduleVersion,
    });
    const result = messageResult(plan, { template, to: 'interviewer', channel: 'email' });
    if (result.kind !== 'done') return result;
    await this.outbox.publish(tx, 'feedback.due', interview.id, {});
    return { ...result, reason: 'feedback-requested', published: true };
  }
}
