import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Methods and attributes of RFC 8489 and RFC 8656. */
const METHOD = { binding: 0x0001, allocate: 0x0003, refresh: 0x0004 } as const;
const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  requestedTransport: 0x0019,
} as const;
const COOKIE = 0x2112_a442;
const HEADER_BYTES = 20;
const INTEGRITY_BYTES = 24;
const UDP = 17;
/** Bits of the message type that tell what it is (RFC 8489, section 5). */
const CLASS_BITS = 0x0110;
const ERROR_CLASS = 0x0110;
const SUCCESS_CLASS = 0x0100;

/** What a server answered: null for yes, else its error code. */
export interface StunAnswer {
  readonly error: number | null;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

export interface StunRequest {
  readonly bytes: Buffer;
  readonly transaction: Buffer;
}

/** Who asks, with what the server said of itself. */
export interface StunLogin {
  readonly username: string;
  readonly password: string;
  readonly realm: Buffer;
  readonly nonce: Buffer;
}

type Attributes = readonly (readonly [number, Buffer])[];

export const bindingRequest = (): StunRequest => request(METHOD.binding, []);

/** Asks for a relay; without a log-in a server refuses, and says its realm with it. */
export const allocateRequest = (login?: StunLogin): StunRequest =>
  request(METHOD.allocate, [[ATTRIBUTE.requestedTransport, Buffer.from([UDP, 0, 0, 0])]], login);

/** Gives a relay back. */
export const releaseRequest = (login: StunLogin): StunRequest =>
  request(METHOD.refresh, [[ATTRIBUTE.lifetime, Buffer.alloc(4)]], login);

/** How to log in, from the answer that refused somebody without a log-in. */
export function loginFor(
  { attributes }: StunAnswer,
  credentials: { readonly username: string; readonly password: string },
): StunLogin | undefined {
  const [realm, nonce] = [attributes.get(ATTRIBUTE.realm), attributes.get(ATTRIBUTE.nonce)];
  return realm && nonce ? { ...credentials, realm, nonce } : undefined;
}

function request(method: number, attributes: Attributes, login?: StunLogin): StunRequest {
  const transaction = randomBytes(12);
  const withLogin: Attributes = login
    ? [
        ...attributes,
        [ATTRIBUTE.username, Buffer.from(login.username)],
        [ATTRIBUTE.realm, login.realm],
        [ATTRIBUTE.nonce, login.nonce],
      ]
    : attributes;
  const body = Buffer.concat(withLogin.map(([type, value]) => encode(type, value)));
  if (!login) return { bytes: message(method, body.length, transaction, body), transaction };
  // The length counts the signature that is still to come (RFC 8489, section 14.5).
  const signed = message(method, body.length + INTEGRITY_BYTES, transaction, body);
  const key = createHash('md5')
    .update(
      Buffer.concat([Buffer.from(`${login.username}:`), login.realm, Buffer.from(`:${login.password}`)]),
    )
    .digest();
  const integrity = createHmac('sha1', key).update(signed).digest();
  return { bytes: Buffer.concat([signed, encode(ATTRIBUTE.messageIntegrity, integrity)]), transaction };
}

function message(method: number, length: number, transaction: Buffer, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt16BE(method, 0);
  header.writeUInt16BE(length, 2);
  header.writeUInt32BE(COOKIE, 4);
  return Buffer.concat([header, transaction, body]);
}

function encode(type: number, value: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(value.length, 2);
  return Buffer.concat([header, value, Buffer.alloc(padding(value.length))]);
}

const padding = (length: number): number => (4 - (length % 4)) % 4;

/** The first answer to a request in what was received; undefined while it is not whole, or is another's. */
export function answerTo({ transaction }: StunRequest, received: Buffer): StunAnswer | undefined {
  if (received.length < HEADER_BYTES || received.readUInt32BE(4) !== COOKIE) return undefined;
  const end = HEADER_BYTES + received.readUInt16BE(2);
  if (received.length < end || !received.subarray(8, HEADER_BYTES).equals(transaction)) return undefined;
  const kind = received.readUInt16BE(0) & CLASS_BITS;
  if (kind !== ERROR_CLASS && kind !== SUCCESS_CLASS) return undefined;
  const attributes = new Map<number, Buffer>();
  for (let at = HEADER_BYTES; at + 4 <= end;) {
    const length = received.readUInt16BE(at + 2);
    attributes.set(received.readUInt16BE(at), received.subarray(at + 4, Math.min(at + 4 + length, end)));
    at += 4 + length + padding(length);
  }
  const code = attributes.get(ATTRIBUTE.errorCode);
  const error = code && code.length >= 4 ? code.readUInt8(2) * 100 + code.readUInt8(3) : 0;
  return { error: kind === SUCCESS_CLASS ? null : error, attributes };
}
