import { MailFaults } from './faults.ts';
import { mailboxServer } from './http.ts';
import { Mailbox } from './mailbox.ts';
import { listenForMail } from './smtp.ts';
import type { TwilioAccount } from './twilio.ts';

export interface LocalMailOptions {
  /** 0 picks a free port. */
  readonly smtpPort: number;
  /** 0 picks a free port. */
  readonly httpPort: number;
  /** A folder of its own; messages are kept there between runs. */
  readonly dataDirectory: string;
  /** Takes text messages for this account, at the address of the mailbox; none without one. */
  readonly twilio?: TwilioAccount | undefined;
}

export interface LocalMail {
  /** For `SMTP_URL`, for instance `smtp://127.0.0.1:2525`. */
  readonly smtpUrl: string;
  /** Where the mailbox is, for instance `http://127.0.0.1:8025`. */
  readonly httpUrl: string;
  readonly close: () => Promise<void>;
}

/** Starts the SMTP server and the mailbox, with Twilio's interface where it is wished for, on loopback. */
export async function startLocalMail(options: LocalMailOptions): Promise<LocalMail> {
  const mailbox = await Mailbox.open(options.dataDirectory);
  const faults = new MailFaults();
  const smtp = await listenForMail(options.smtpPort, mailbox, faults);
  const http = mailboxServer(mailbox, faults, options.twilio);
  const httpUrl = await http.listen({ port: options.httpPort, host: '127.0.0.1' });
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    httpUrl,
    async close() {
      await smtp.close();
      await http.close();
    },
  };
}
