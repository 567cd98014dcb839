import { Injectable } from '@nestjs/common';
import { hasWordsFor, messageTemplates } from '@greenroom/contracts';
import { z } from 'zod';
import { MessagePlanning } from '../../notifications/message-planning.ts';
import { audienceOf, type RecipientWish } from '../../notifications/recipients.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { type ActionScene, type StepResult, WorkflowAction } from './action.ts';
import { messageResult } from './message-result.ts';

const configSchema = z
  .strictObject({
    to: z.enum(['candidate', 'interviewer', 'admin', 'address']),
    /** Only where it goes to an address. */
    address: z.email().max(254).optional(),
    template: z.enum(messageTemplates),
  })
  .refine(({ to, address }) => (to === 'address') === (address !== undefined), {
    message: 'is needed for "address", and only there',
    path: ['address'],
  })
  .refine((config) => hasWordsFor(config.template, audienceOf(recipientOf(config))), {
    message: 'has no words for this recipient',
    path: ['template'],
  });
type Config = z.infer<typeof configSchema>;

/** Writes to somebody. */
@Injectable()
export class SendEmail extends WorkflowAction<typeof configSchema> {
  override readonly kind = 'send-email';
  override readonly configSchema = configSchema;

  constructor(private readonly messages: MessagePlanning) {
    super();
  }

  override async perform(tx: Transaction, scene: ActionScene, config: Config): Promise<StepResult> {
    const { template, to } = config;
    const plan = await this.messages.plan(tx, {
      interviewId: scene.interview.id,
      template,
      recipient: recipientOf(config),
      channel: 'email',
      dedupeKey: scene.dedupeKey,
      scheduleVersion: scene.scheduleVersion,
    });
    return messageResult(plan, { template, to, channel: 'email' });
  }
}

interface Addressed {
  readonly to: 'candidate' | 'interviewer' | 'admin' | 'address';
  readonly address?: string | undefined;
}

function recipientOf({ to, address = '' }: Addressed): RecipientWish {
  return to === 'address' ? { address } : { role: to };
}
