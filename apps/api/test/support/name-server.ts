import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Resolver } from 'node:dns/promises';

/** Types of records and codes of answers (RFC 1035, sections 3.2.2 and 4.1.1). */
const TYPES = { 1: 'A', 16: 'TXT', 28: 'AAAA' } as const;
const CODES = { nothing: 0, failure: 2, noSuchName: 3 } as const;
const HEADER_BYTES = 12;
/** A name that points to the one in the question. */
const QUESTION_NAME = Buffer.from([0xc0, HEADER_BYTES]);

/** Records by name and type: `{ 'interviews.company.com': { A: ['203.0.113.7'] } }`; `failure` where the server does not know. */
export type Zone = Readonly<Record<string, Partial<Record<'A' | 'TXT', readonly string[]>> | 'failure'>>;

/** A name server on loopback that knows these names alone, and a resolver that asks it. */
export async function startNameServer(zone: Zone): Promise<{ resolver: Resolver; stop(): Promise<void> }> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => socket.send(answer(zone, query), port, address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const resolver = new Resolver({ timeout: 10_000, tries: 2 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  const stop = async () => {
    socket.close();
    await once(socket, 'close');
  };
  return { resolver, stop };
}

function answer(zone: Zone, query: Buffer): Buffer {
  const { name, type, end } = questionOf(query);
  const known = zone[name];
  const values =
    known === undefined || known === 'failure' || type === undefined ? [] : recordsOf(known, type);
  const code = known === 'failure' ? CODES.failure : known === undefined ? CODES.noSuchName : CODES.nothing;
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2); // its id
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(values.length, 6);
  return Buffer.concat([header, query.subarray(HEADER_BYTES, end), ...values]);
}

function questionOf(query: Buffer) {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = Object.entries(TYPES).find(([code]) => Number(code) === query.readUInt16BE(at + 1))?.[1];
  return { name: labels.join('.').toLowerCase(), type, end: at + 5 };
}

function recordsOf(
  known: Exclude<Zone[string], 'failure'>,
  type: (typeof TYPES)[keyof typeof TYPES],
): Buffer[] {
  if (type === 'AAAA') return [];
  return (known[type] ?? []).map((value) => {
    const data = type === 'A' ? Buffer.from(value.split('.').map(Number)) : Buffer.concat(partsOf(value));
    const fixed = Buffer.alloc(10);
    fixed.writeUInt16BE(type === 'A' ? 1 : 16, 0);
    fixed.writeUInt16BE(1, 2);
    fixed.writeUInt16BE(data.length, 8);
    return Buffer.concat([QUESTION_NAME, fixed, data]);
  });
}

/** A text goes in parts of 255 signs at most (RFC 1035, section 3.3). */
function partsOf(text: string): Buffer[] {
  const parts = text.match(/.{1,255}/g) ?? [''];
  return parts.map((part) => Buffer.concat([Buffer.from([part.length]), Buffer.from(part)]));
}
