import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

/** Opens a TLS connection whatever the certificate is worth, which `authorizationError` then says. */
export async function connectTls(host: string, port: number, signal: AbortSignal): Promise<TLSSocket> {
  const socket = connect({
    host,
    port,
    ...(isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: false,
  });
  try {
    await once(socket, 'secureConnect', { signal });
    return socket;
  } catch (failure) {
    socket.destroy();
    throw failure;
  }
}
