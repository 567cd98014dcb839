import { Injectable } from '@nestjs/common';
import { hasWordsFor, messageTemplates } from '@greenroom/contracts';
import { z } from 'zod';
import { MessageAction } from './message-action.ts';

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
export class SendSms extends MessageAction<typeof configSchema> {
  override readonly kind = 'send-sms';
  override readonly configSchema = configSchema;

  protected override messageOf({ to, template }: z.infer<typeof configSchema>) {
    return { template, recipient: { role: to }, channel: 'sms' } as const;
  }
}
