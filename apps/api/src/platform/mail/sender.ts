import addressparser from 'nodemailer/lib/addressparser';
import type { Environment } from '../../env.ts';

/** A mailbox of a mail's header (RFC 5322, 3.4). */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/**
 * Who mails come from: MAIL_FROM, or the account that sends them.
 *
 * @throws Error when the setting holds no address.
 */
export function senderOf({ MAIL_FROM, EMAIL_USER }: Pick<Environment, 'MAIL_FROM' | 'EMAIL_USER'>): Mailbox {
  const [sender] = addressparser(MAIL_FROM ?? EMAIL_USER ?? '', { flatten: true });
  if (!sender?.address.includes('@'))
    throw new Error('MAIL_FROM must hold an address, for example "Greenroom <hello@example.com>"');
  return { name: sender.name, address: sender.address };
}
