import { Injectable } from '@nestjs/common';
import { hasWordsFor, messageTemplates } from '@greenroom/contracts';
import { z } from 'zod';
import { MessagePlanning } from '../../notifications/message-planning.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { type ActionScene, type StepResult, WorkflowAction } from './action.ts';
import { messageResult } from './message-result.ts';

const configSchema = z
  .strictObject({
    to: z.enum(['candidate', 'interviewer', 'admin']),
    template: z.enum(messageTemplates),
  })
  .refine(({ to, template }) => hasWordsFor(template, to), {
    message: 'has no words for this recipient',
    path: ['template'],
  });

/** Writes to somebody's telephone; who has told no number is left out. */
@Injectable()
export class SendSms extends WorkflowAction<typeof configSchema> {
  override readonly kind = 'send-sms';
  override readonly configSchema = configSchema;

  constructor(private readonly messages: MessagePlanning) {
    super();
  }

  override async perform(
    tx: Transaction,
    scene: ActionScene,
    { to, template }: z.infer<typeof configSchema>,
  ): Promise<StepResult> {
    const plan = await this.messages.plan(tx, {
      interviewId: scene.interview.id,
      template,
      recipient: { role: to },
      channel: 'sms',
      dedupeKey: scene.dedupeKey,
      scheduleVersion: scene.scheduleVersion,
    });
    return messageResult(plan, { template, to, channel: 'sms' });
  }
}
