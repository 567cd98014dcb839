import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

import type { MailFaults } from './faults.ts';
import type { Mailbox } from './mailbox.ts';

const LARGEST_MESSAGE_BYTES = 25 * 1024 * 1024;

export interface SmtpListener {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Accepts mail for anybody on loopback, with or without a log-in, and puts it into the mailbox. */
export async function listenForMail(
  port: number,
  mailbox: Mailbox,
  faults: MailFaults,
): Promise<SmtpListener> {
  const server = new SMTPServer({
    name: 'local-mail',
    banner: 'keeps everything, delivers nothing',
    size: LARGEST_MESSAGE_BYTES,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anybody' }),
    onRcptTo: (address, _session, callback) => {
      const fault = faults.take(['refuse-4xx', 'refuse-5xx'], [address.address]);
      if (fault === null) callback();
      else if (fault.mode === 'refuse-4xx') callback(refusal(451, 'Try again later'));
      else callback(refusal(550, 'No such mailbox'));
    },
    onData: (stream, session, callback) => {
      receive(stream, session).then((reply) => callback(null, reply), callback);
    },
  });

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const raw = await buffer(stream);
    if (stream.sizeExceeded) throw refusal(552, 'Message too large');
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    const fault = faults.take(['slow', 'hold', 'cut-after-data'], recipients);
    if (fault?.mode === 'slow') await wait(fault.ms);
    if (fault?.mode === 'hold') await faults.released;
    const message = await mailbox.accept(raw, recipients);
    if (fault?.mode === 'cut-after-data') cut(session);
    return `kept as ${message.id}`;
  }

  /** The sender never learns that its message was taken. */
  function cut(session: SMTPServerSession): void {
    for (const connection of server.connections) {
      if (connection.session.id === session.id) connection._socket.destroy();
    }
  }

  server.on('error', (error) => process.stderr.write(`local-mail: ${error.message}\n`));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
