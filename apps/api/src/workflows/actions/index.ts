import type { Type } from '@nestjs/common';
import type { WorkflowAction } from './action.ts';
import { AskForFeedback } from './ask-for-feedback.action.ts';
import { CallWebhook } from './call-webhook.action.ts';
import { ChangeStatus } from './change-status.action.ts';
import { RefundByPolicy } from './refund-by-policy.action.ts';
import { SendEmail } from './send-email.action.ts';
import { SendSms } from './send-sms.action.ts';
import { Stop } from './stop.action.ts';
import { WaitFor } from './wait-for.action.ts';
import { WaitUntil } from './wait-until.action.ts';

/** Every action; a new one is a file and a line here. */
export const actions: readonly Type<WorkflowAction>[] = [
  SendEmail,
  SendSms,
  CallWebhook,
  AskForFeedback,
  RefundByPolicy,
  ChangeStatus,
  WaitFor,
  WaitUntil,
  Stop,
];

/** Injection token of an instance of each. */
export const WORKFLOW_ACTIONS = Symbol('WorkflowActions');
