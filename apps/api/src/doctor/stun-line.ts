import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import type { TurnServer } from './hosts.ts';
import { answerTo, type StunAnswer, type StunRequest } from './stun.ts';
import { connectTls } from './tls-peer.ts';

/** Asked again after this, milliseconds: a datagram may be lost (RFC 8489, section 6.2.1). */
const AGAIN_MS = 500;

/** A way to a server that speaks STUN. */
export interface StunLine {
  ask(request: StunRequest): Promise<StunAnswer>;
  close(): void;
}

/** @throws Error when the server is not reached, or the port is closed. */
export async function openStunLine(
  { host, port, transport }: Pick<TurnServer, 'host' | 'port' | 'transport'>,
  signal: AbortSignal,
): Promise<StunLine> {
  if (transport === 'udp') return overDatagrams(host, port, signal);
  return overStream(
    transport === 'tls' ? await connectTls(host, port, signal) : await plain(host, port, signal),
    signal,
  );
}

async function plain(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = connectTcp({ host, port });
  try {
    await once(socket, 'connect', { signal });
    return socket;
  } catch (failure) {
    socket.destroy();
    throw failure;
  }
}

/** A connected socket also learns that the port is closed. */
async function overDatagrams(host: string, port: number, signal: AbortSignal): Promise<StunLine> {
  const { address, family } = await lookup(host);
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  socket.connect(port, address);
  await once(socket, 'connect', { signal });
  return {
    ask: (request) =>
      waitForAnswer(signal, (settle, fail) => {
        const receive = (datagram: Buffer) => {
          const answer = answerTo(request, datagram);
          if (answer) settle(answer);
        };
        const send = () => socket.send(request.bytes);
        socket.on('message', receive).on('error', fail);
        const timer = setInterval(send, AGAIN_MS);
        send();
        return () => {
          clearInterval(timer);
          socket.off('message', receive).off('error', fail);
        };
      }),
    close: () => socket.close(),
  };
}

function overStream(socket: Socket, signal: AbortSignal): StunLine {
  socket.on('error', () => undefined);
  return {
    ask: (request) =>
      waitForAnswer(signal, (settle, fail) => {
        let received: Buffer = Buffer.alloc(0);
        const receive = (chunk: Buffer) => {
          received = Buffer.concat([received, chunk]);
          const answer = answerTo(request, received);
          if (answer) settle(answer);
        };
        const ended = () => fail(new Error('it closed the connection without an answer'));
        socket.on('data', receive).on('error', fail).on('close', ended);
        socket.write(request.bytes);
        return () => socket.off('data', receive).off('error', fail).off('close', ended);
      }),
    close: () => socket.destroy(),
  };
}

/** @param begin asks, and returns what ends the asking */
async function waitForAnswer(
  signal: AbortSignal,
  begin: (settle: (answer: StunAnswer) => void, fail: (reason: Error) => void) => () => unknown,
): Promise<StunAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<StunAnswer>();
  const end = begin(resolve, reject);
  const giveUp = () => reject(new Error('it does not answer'));
  signal.addEventListener('abort', giveUp);
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', giveUp);
    end();
  }
}
