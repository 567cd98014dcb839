import { randomInt } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import net from 'node:net';
import { LaunchError } from './bootstrap.mjs';

/**
 * Ports that are looked for lie below those that the system gives to connections by itself (from 32768 on Linux, from 49152 elsewhere: RFC 6335, section
 * 6): of those another program may have been given one between the look and the use.
 */
const LOWEST = 20_000;
const HIGHEST = 29_999;
const TRIES = 200;

/** A TCP port of the loopback interface that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  return (await freePorts(['one'])).one;
}

/** A free port for each name: all are held until the last is found, so that none is given twice. */
export async function freePorts<Name extends string>(names: readonly Name[]): Promise<Record<Name, number>> {
  const probes = await Promise.all(names.map(async (name) => [name, await listenSomewhere()] as const));
  const ports = probes.map(([name, probe]) => {
    const address = probe.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP port was given');
    return [name, address.port] as const;
  });
  await Promise.all(probes.map(([, probe]) => close(probe)));
  return Object.fromEntries(ports) as Record<Name, number>;
}

/**
 * Refuses to go on when somebody else listens on `port`, which a person chose; the message says what to do.
 *
 * @param host every address that this name has is looked at: who is on `::1` alone would answer half of the browsers
 */
export async function assertPortIsFree(port: number, host: string, purpose: string): Promise<void> {
  for (const { address } of await lookup(host, { all: true })) {
    try {
      await close(await listen(port, address));
    } catch (error) {
      if (!isAbsent(error)) throw explain(error, port, purpose);
    }
  }
}

/** True when the machine does not have the address: `localhost` may name `::1` where IPv6 is switched off. */
function isAbsent(error: unknown): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error));
}

function explain(error: unknown, port: number, purpose: string): unknown {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') {
    return new LaunchError(
      `Port ${port} (${purpose}) is taken by another program.\n` +
        `  Stop that program, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  if (code === 'EACCES') {
    return new LaunchError(
      `Port ${port} (${purpose}) needs privileges. Choose one above 1023: PORT=3000 npm start`,
    );
  }
  return error;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** @throws Error when next to no port is free */
async function listenSomewhere(): Promise<net.Server> {
  for (let tries = 1; ; tries++) {
    try {
      return await listen(randomInt(LOWEST, HIGHEST + 1), '127.0.0.1');
    } catch (error) {
      if (tries === TRIES || !['EADDRINUSE', 'EACCES'].includes(codeOf(error))) throw error;
    }
  }
}

async function listen(port: number, address: string): Promise<net.Server> {
  const server = net.createServer();
  server.listen({ port, host: address, exclusive: true });
  await once(server, 'listening'); // rejects when there is an error instead
  return server;
}

async function close(server: net.Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

/** True when something accepts a TCP connection on this loopback port. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
