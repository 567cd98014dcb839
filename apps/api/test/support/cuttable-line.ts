import { once } from 'node:events';
import net from 'node:net';

/** A TCP line to a server, which can be cut as a network or a restart cuts it. */
export class CuttableLine {
  private readonly sockets = new Set<net.Socket>();
  private isCut = false;

  private constructor(
    private readonly server: net.Server,
    private readonly target: { host: string; port: number },
  ) {
    server.on('connection', (near) => {
      this.connect(near);
    });
  }

  /** A line to where `url` points. */
  static async to(url: string): Promise<CuttableLine> {
    const { hostname, port } = new URL(url);
    const server = net.createServer();
    const line = new CuttableLine(server, { host: hostname, port: Number(port) });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return line;
  }

  /** The same address, over this line. */
  over(url: string): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The line is closed');
    const over = new URL(url);
    over.hostname = '127.0.0.1';
    over.port = String(address.port);
    return over.href;
  }

  /** Ends every connection, and each new one at once. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private connect(near: net.Socket): void {
    if (this.isCut) return void near.destroy();
    const far = net.connect(this.target);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
