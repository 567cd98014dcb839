import { Injectable } from '@nestjs/common';
import { type StepSubject, webhookEventNameSchema } from '@greenroom/contracts';
import { z } from 'zod';
import type { Transaction } from '../../platform/database/database.ts';
import { WebhookDeliveries } from '../../webhooks/webhook-deliveries.service.ts';
import { type ActionScene, type StepResult, WorkflowAction } from './action.ts';

const configSchema = z.strictObject({
  endpointId: z.uuid(),
  /** What the endpoint reads as the name of what happened. */
  event: webhookEventNameSchema,
});

/** Tells a server of the customer's about the interview; one that is switched off is left out. */
@Injectable()
export class CallWebhook extends WorkflowAction<typeof configSchema> {
  override readonly kind = 'call-webhook';
  override readonly configSchema = configSchema;

  constructor(private readonly deliveries: WebhookDeliveries) {
    super();
  }

  override subject({ endpointId, event }: z.infer<typeof configSchema>): StepSubject {
    return { about: 'webhook', endpointId, endpointName: null, event };
  }

  override async perform(
    tx: Transaction,
    { interview, dedupeKey }: ActionScene,
    { endpointId, event }: z.infer<typeof configSchema>,
  ): Promise<StepResult> {
    const values = { endpointId, event };
    const plan = await this.deliveries.plan(tx, { endpointId, interviewId: interview.id, event, dedupeKey });
    if ('skipped' in plan) return { kind: 'skipped', reason: plan.skipped, values };
    if (!plan.planned) return { kind: 'skipped', reason: 'already-planned', values };
    return {
      kind: 'done',
      reason: 'webhook-planned',
      values: { ...values, deliveryId: plan.deliveryId },
      work: plan.work,
    };
  }
}
