import net, { type AddressInfo } from 'node:net';

/** Messages of a client that make the server run a statement (PostgreSQL, "Frontend/Backend Protocol", message formats). */
const RUNNING = new Set(['Q'.charCodeAt(0), 'E'.charCodeAt(0)]);

/** Bytes of a message's type, and of its length, which counts itself. */
const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;

/** Stands between a client and PostgreSQL, and counts the statements that pass: whatever library sends them. */
export class StatementCounter {
  #count = 0;
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();

  constructor(target: { readonly host: string; readonly port: number }) {
    this.#server = net.createServer((near) => {
      const far = net.connect(target.port, target.host);
      const read = statementReader(() => (this.#count += 1));
      near.on('data', read);
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        const end = () => {
          near.destroy();
          far.destroy();
          this.#sockets.delete(socket);
        };
        socket.on('error', end).on('close', end);
      }
    });
  }

  /** Begins to listen on loopback; resolves with the port. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many statements `work` makes its client send; the client must have nothing else to do meanwhile. */
  async countDuring(work: () => Promise<unknown>): Promise<number> {
    const before = this.#count;
    await work();
    return this.#count - before;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Reads what a client sends, in whatever pieces, and tells of each statement. The first message alone has no type. */
export function statementReader(onStatement: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let typeBytes = 0;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= typeBytes + LENGTH_BYTES) {
      const size = typeBytes + rest.readInt32BE(typeBytes);
      if (rest.length < size) return;
      if (typeBytes > 0 && RUNNING.has(rest.readUInt8(0))) onStatement();
      rest = rest.subarray(size);
      typeBytes = TYPE_BYTES;
    }
  };
}
