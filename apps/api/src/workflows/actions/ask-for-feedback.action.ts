import { Injectable } from '@nestjs/common';
import type { StepSubject } from '@greenroom/contracts';
import { z } from 'zod';
import { MessagePlanning } from '../../notifications/message-planning.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { type ActionScene, type StepResult, WorkflowAction } from './action.ts';
import { messageResult, messageSubject, wishOf } from './message-action.ts';

const configSchema = z.strictObject({});
const request = {
  template: 'feedback-request',
  recipient: { role: 'interviewer' },
  channel: 'email',
} as const;

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

  override subject(): StepSubject {
    return messageSubject(request);
  }

  override async perform(tx: Transaction, scene: ActionScene): Promise<StepResult> {
    const { id, feedbackAt } = scene.interview;
    if (feedbackAt !== null) return { kind: 'skipped', reason: 'feedback-given' };
    const result = messageResult(await this.messages.plan(tx, wishOf(scene, request)), request);
    if (result.kind !== 'done') return result;
    await this.outbox.publish(tx, 'feedback.due', id, {});
    return { ...result, reason: 'feedback-requested', published: true };
  }
}
