import { Injectable } from '@nestjs/common';
import { hasWordsFor, messageTemplates } from '@greenroom/contracts';
import { z } from 'zod';
import { audienceOf, type RecipientWish } from '../../notifications/recipients.ts';
import { MessageAction } from './message-action.ts';

const configSchema = z
  .strictObject({
    to: z.enum(['candidate', 'interviewer', 'admin', 'address']),
    address: z
      .email()
      .max(254)
      .optional()
      .meta({ neededWhere: { to: 'address' } }),
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
export class SendEmail extends MessageAction<typeof configSchema> {
  override readonly kind = 'send-email';
  override readonly configSchema = configSchema;

  protected override messageOf(config: Config) {
    return { template: config.template, recipient: recipientOf(config), channel: 'email' } as const;
  }
}

interface Addressed {
  readonly to: 'candidate' | 'interviewer' | 'admin' | 'address';
  readonly address?: string | undefined;
}

function recipientOf({ to, address = '' }: Addressed): RecipientWish {
  return to === 'address' ? { address } : { role: to };
}
