import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';

/** Methods and attributes of RFC 8489 and 8656. */
const METHOD = { allocate: 0x0003, createPermission: 0x0008 } as const;
const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  requestedTransport: 0x0019,
} as const;
const MAGIC_COOKIE = 0x2112_a442;
const UDP = 17;
/** Asked again after this, milliseconds: a datagram may be lost (RFC 8489, section 6.2.1). */
const RETRY_MS = 500;

type Attributes = ReadonlyMap<number, Buffer>;
type Answer = { readonly error: number | null; readonly attributes: Attributes };

/** What a TURN server answers: null for yes, else the error code. */
export type Refusal = number | null;

/** The least TURN client over UDP: asks for a relay, and for permission to reach somebody by it. */
export class TurnClient {
  readonly #socket: Socket = createSocket('udp4');
  readonly #port: number;
  readonly #username: string;
  readonly #password: string;
  #realm = '';
  #nonce: Buffer = Buffer.alloc(0);

  constructor(port: number, { username, credential }: { username: string; credential: string }) {
    this.#port = port;
    this.#username = username;
    this.#password = credential;
  }

  /** Asks for a relay, without credentials first, as every client does to learn the realm. */
  async allocate(): Promise<Refusal> {
    const transport: [number, Buffer] = [ATTRIBUTE.requestedTransport, Buffer.from([UDP, 0, 0, 0])];
    const { error, attributes } = await this.#ask(METHOD.allocate, [transport], false);
    if (error !== 401) throw new Error(`a relay for nobody: ${error}`);
    this.#realm = attributes.get(ATTRIBUTE.realm)?.toString() ?? '';
    this.#nonce = attributes.get(ATTRIBUTE.nonce) ?? Buffer.alloc(0);
    return (await this.#ask(METHOD.allocate, [transport], true)).error;
  }

  /** Asks to be let through to an IPv4 address. */
  async permit(address: string): Promise<Refusal> {
    if (!isIPv4(address)) throw new Error(`${address} is no IPv4 address`);
    const octets = Buffer.from(address.split('.').map(Number)).readUInt32BE();
    const value = Buffer.from([0, 1, 0, 0, 0, 0, 0, 0]);
    value.writeUInt16BE(0x2112, 2);
    value.writeUInt32BE((octets ^ MAGIC_COOKIE) >>> 0, 4);
    return (await this.#ask(METHOD.createPermission, [[ATTRIBUTE.xorPeerAddress, value]], true)).error;
  }

  close(): void {
    this.#socket.close();
  }

  async #ask(method: number, attributes: readonly [number, Buffer][], signed: boolean): Promise<Answer> {
    const transaction = randomBytes(12);
    const identity: [number, Buffer][] = [
      [ATTRIBUTE.username, Buffer.from(this.#username)],
      [ATTRIBUTE.realm, Buffer.from(this.#realm)],
      [ATTRIBUTE.nonce, this.#nonce],
    ];
    const body = Buffer.concat([...attributes, ...(signed ? identity : [])].map(encode));
    const message = signed ? this.#sign(method, transaction, body) : frame(method, transaction, body);
    const send = () => this.#socket.send(message, this.#port, '127.0.0.1');
    const retry = setInterval(send, RETRY_MS);
    send();
    try {
      for (;;) {
        const [answer] = (await once(this.#socket, 'message')) as [Buffer];
        if (answer.subarray(8, 20).equals(transaction)) return decode(answer);
      }
    } finally {
      clearInterval(retry);
    }
  }

  /** MESSAGE-INTEGRITY with the long-term key (RFC 8489, sections 9.2.2 and 14.5). */
  #sign(method: number, transaction: Buffer, body: Buffer): Buffer {
    const key = createHash('md5').update(`${this.#username}:${this.#realm}:${this.#password}`).digest();
    // The length counts the attribute that is about to follow.
    const unsigned = frame(method, transaction, body, 24);
    const integrity = createHmac('sha1', key).update(unsigned).digest();
    return Buffer.concat([unsigned, encode([ATTRIBUTE.messageIntegrity, integrity])]);
  }
}

function frame(method: number, transaction: Buffer, body: Buffer, more = 0): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(method, 0);
  head.writeUInt16BE(body.length + more, 2);
  head.writeUInt32BE(MAGIC_COOKIE, 4);
  return Buffer.concat([head, transaction, body]);
}

function encode([type, value]: [number, Buffer]): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc(-value.length & 3)]);
}

function decode(message: Buffer): Answer {
  const attributes = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= message.length;) {
    const length = message.readUInt16BE(at + 2);
    attributes.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length));
    at += 4 + length + (-length & 3);
  }
  const code = attributes.get(ATTRIBUTE.errorCode);
  return { error: code ? code.readUInt8(2) * 100 + code.readUInt8(3) : null, attributes };
}
