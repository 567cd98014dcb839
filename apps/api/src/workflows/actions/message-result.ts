import type { WorkflowValues } from '@greenroom/contracts';
import type { MessagePlan } from '../../notifications/message-planning.ts';
import type { StepResult } from './action.ts';

/** What a step that plans messages has come to. */
export function messageResult(plan: MessagePlan, values: WorkflowValues): StepResult {
  if ('skipped' in plan) return { kind: 'skipped', reason: plan.skipped, values };
  if (!plan.planned) return { kind: 'skipped', reason: 'already-planned', values };
  return {
    kind: 'done',
    reason: 'message-planned',
    values: { ...values, messages: plan.messageIds.length },
    work: plan.work,
  };
}
