import { Injectable } from '@nestjs/common';
import type { StepSubject, WorkflowValues } from '@greenroom/contracts';
import type * as z from 'zod';
import { type MessagePlan, MessagePlanning, type MessageWish } from '../../notifications/message-planning.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { type ActionScene, type ActionTask, type StepResult, WorkflowAction } from './action.ts';

/** What a message of a step says and to whom. */
type Message = Pick<MessageWish, 'template' | 'recipient' | 'channel'>;

/** A step that writes to somebody. */
@Injectable()
export abstract class MessageAction<S extends z.ZodObject> extends WorkflowAction<S> {
  constructor(private readonly messages: MessagePlanning) {
    super();
  }

  protected abstract messageOf(config: z.infer<S>): Message;

  override subject(config: z.infer<S>): StepSubject {
    return messageSubject(this.messageOf(config));
  }

  override async perform(tx: Transaction, scene: ActionScene, config: z.infer<S>): Promise<StepResult> {
    const message = this.messageOf(config);
    return messageResult(await this.messages.plan(tx, wishOf(scene, message)), message);
  }

  override async performAll(
    tx: Transaction,
    tasks: readonly ActionTask<S>[],
  ): Promise<readonly StepResult[]> {
    const wishes = tasks.map(({ scene, config }) => wishOf(scene, this.messageOf(config)));
    const plans = await this.messages.planAll(tx, wishes);
    return tasks.map(({ config }, index) => {
      const plan = plans[index];
      if (!plan) throw new Error('A message has no plan');
      return messageResult(plan, this.messageOf(config));
    });
  }
}

/** The message of a step: its key is the step's, so that the step writes it once. */
export const wishOf = (scene: ActionScene, message: Message): MessageWish => ({
  ...message,
  interviewId: scene.interview.id,
  dedupeKey: scene.dedupeKey,
  scheduleVersion: scene.scheduleVersion ?? scene.interview.scheduleVersion,
  correlationId: scene.correlationId,
});

/** What a step that writes to somebody is about. */
export const messageSubject = ({ channel, template, recipient }: Message): StepSubject => ({
  about: 'message',
  channel,
  template,
  ...('role' in recipient
    ? { to: recipient.role, address: null }
    : { to: 'address', address: recipient.address }),
});

/** What a step that plans messages has come to. */
export function messageResult(plan: MessagePlan, { template, recipient, channel }: Message): StepResult {
  const to = 'role' in recipient ? recipient.role : 'address';
  const values: WorkflowValues = { template, to, channel };
  if ('skipped' in plan) return { kind: 'skipped', reason: plan.skipped, values };
  if (!plan.planned) return { kind: 'skipped', reason: 'already-planned', values };
  return {
    kind: 'done',
    reason: 'message-planned',
    values: { ...values, messages: plan.messageIds.length },
    work: plan.work,
  };
}
