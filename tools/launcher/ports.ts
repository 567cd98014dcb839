import net from 'node:net';
import { LaunchError } from './bootstrap.mjs';

/** A TCP port of the loopback interface that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no TCP port was given');
  return address.port;
}

/** Refuses to go on when somebody else listens on `port`, which a person chose; the message says what to do. */
export async function assertPortIsFree(port: number, host: string, purpose: string): Promise<void> {
  const server = net.createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new LaunchError(
        `Port ${port} (${purpose}) is taken by another program.\n` +
          `  Stop that program, or choose another port: PORT=${port + 1} npm start`,
      );
    }
    if (code === 'EACCES') {
      throw new LaunchError(
        `Port ${port} (${purpose}) needs privileges. Choose one above 1023: PORT=3000 npm start`,
      );
    }
    throw error;
  }
  await new Promise((resolve) => server.close(resolve));
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
