import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MailRefused, MailTransport } from './mail-transport.ts';

/** Replies of a well-meaning server by the verb they answer; `.` is the end of the data. */
const willing: Readonly<Record<string, string>> = {
  greeting: '220 ready',
  EHLO: '250 hello',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  '.': '250 taken',
  QUIT: '221 bye',
};

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** A server that answers as scripted; `hang` answers nothing, `cut` closes the connection. */
async function transportTo(script: Readonly<Record<string, string>>): Promise<MailTransport> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const answer = (verb: string) => {
      const reply = { ...willing, ...script }[verb] ?? '250 ok';
      if (reply === 'cut') socket.destroy();
      else if (reply !== 'hang') socket.write(`${reply}\r\n`);
    };
    let receiving = false;
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (receiving && line !== '.') continue;
        receiving = line === 'DATA';
        answer(line === '.' ? '.' : (line.split(' ')[0] ?? ''));
      }
    });
    answer('greeting');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const transport = new MailTransport({ SMTP_URL: `smtp://127.0.0.1:${port}` });
  stop = async () => {
    transport.onApplicationShutdown();
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return transport;
}

const mail = { from: 'hello@example.com', to: 'casey@example.com', subject: 'Hello', text: 'Hello' };
const forever = new AbortController().signal;

describe('handing a mail over', () => {
  it('is done when the server has taken it', async () => {
    const transport = await transportTo({});
    await expect(transport.send(mail, forever)).resolves.toBeUndefined();
  });

  it.each([
    ['the recipient', { RCPT: '550 no such mailbox' }],
    ['the sender', { MAIL: '553 not from you' }],
    ['the content', { '.': '554 looks like spam' }],
  ])('fails for good when the server never takes %s', async (_, script) => {
    const transport = await transportTo(script);
    await expect(transport.send(mail, forever)).rejects.toMatchObject({
      name: 'MailRefused',
      permanent: true,
    });
  });

  it.each([
    ['refuses for now', { RCPT: '451 later' }],
    ['has no room now', { '.': '452 full' }],
    ['wants nobody now', { greeting: '554 go away' }],
    ['wants to know us first', { MAIL: '530 authentication required' }],
    ['cuts the connection after the data', { '.': 'cut' }],
    ['cuts the connection at once', { greeting: 'cut' }],
  ])('may go well another time when the server %s', async (_, script) => {
    const transport = await transportTo(script);
    await expect(transport.send(mail, forever)).rejects.toMatchObject({
      name: 'MailRefused',
      permanent: false,
    });
  });

  it('may go well another time when nobody listens', async () => {
    const transport = await transportTo({});
    await stop?.();
    stop = undefined;
    await expect(transport.send(mail, forever)).rejects.toBeInstanceOf(MailRefused);
  });

  it('is given up when it takes too long', async () => {
    const transport = await transportTo({ '.': 'hang' });
    await expect(transport.send(mail, AbortSignal.timeout(200))).rejects.toMatchObject({ permanent: false });
  });
});
