import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a server that can be cut, and stay cut. */
export class Cable {
  readonly #sockets = new Set<Socket>();
  readonly #server;
  #isCut = false;

  constructor(targetPort: () => number) {
    this.#server = createServer((near) => {
      if (this.#isCut) return near.destroy();
      const far = connect(targetPort(), '127.0.0.1');
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        const end = (): void => {
          near.destroy();
          far.destroy();
          this.#sockets.delete(socket);
        };
        socket.on('error', end).on('close', end);
      }
      return undefined;
    });
  }

  async plugIn(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  async unplug(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
