import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PolicyRefunds } from '../../payments/policy-refunds.service.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { type ActionScene, type StepResult, WorkflowAction } from './action.ts';

const configSchema = z.strictObject({});

/** Gives back what the interview's policy says for what became of it. */
@Injectable()
export class RefundByPolicy extends WorkflowAction<typeof configSchema> {
  override readonly kind = 'refund-by-policy';
  override readonly configSchema = configSchema;

  constructor(private readonly refunds: PolicyRefunds) {
    super();
  }

  override async perform(tx: Transaction, { interview }: ActionScene): Promise<StepResult> {
    const { kind, amountMinor, rule } = await this.refunds.requestByPolicy(tx, interview.id);
    const values = { amountMinor, currency: interview.currency, rule };
    return kind === 'requested'
      ? { kind: 'done', reason: 'refund-requested', values }
      : { kind: 'skipped', reason: 'nothing-to-refund', values };
  }
}
