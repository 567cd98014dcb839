import type { AcceptedEntry } from '../../../../tools/local-mail/mailbox.ts';
import type { MailMessage } from '../../../../tools/local-mail/message.ts';
import type { TestApplication } from './application.ts';

/** A fault of the local mail server; see its own documentation. */
export interface Fault {
  readonly mode:
    'none' | 'refuse-4xx' | 'refuse-5xx' | 'slow' | 'hold' | 'cut-after-data' | 'sms-busy' | 'sms-cut';
  readonly match?: string;
  readonly ms?: number;
  readonly times?: number;
}

/** What the mail server accepted for an address, newest first. */
export async function mailsTo(
  application: TestApplication,
  address: string,
): Promise<readonly MailMessage[]> {
  return (await ask(application, `/dev/mail/messages?to=${encodeURIComponent(address)}`)) as MailMessage[];
}

/** Everything the mail server ever accepted, oldest first. */
export async function acceptedMails(application: TestApplication): Promise<readonly AcceptedEntry[]> {
  return (await ask(application, '/dev/mail/log')) as AcceptedEntry[];
}

export async function mailFault(application: TestApplication, fault: Fault): Promise<void> {
  await ask(application, '/dev/mail/faults', fault);
}

/** The fault that still waits to happen. */
export async function pendingFault(application: TestApplication): Promise<Fault | null> {
  const { fault } = (await ask(application, '/dev/mail/faults')) as { fault: Fault | null };
  return fault;
}

async function ask({ mail }: TestApplication, path: string, body?: object): Promise<unknown> {
  if (!mail) throw new Error('Start the application with `mail: true`');
  const response = await fetch(new URL(path, mail.httpUrl), {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) throw new Error(`${path} → ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}
