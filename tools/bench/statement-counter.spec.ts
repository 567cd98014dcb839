import { describe, expect, it } from '@jest/globals';
import { statementReader } from './statement-counter.ts';

/** A message of the protocol's version 3; only the start-up message has no type. */
function message(type: string, body: string): Buffer {
  const bytes = Buffer.from(body);
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length + 4);
  return Buffer.concat([Buffer.from(type), length, bytes]);
}

const session = Buffer.concat([
  message('', 'user bench'),
  message('p', 'password'),
  message('Q', 'BEGIN'),
  message('P', 'SELECT $1'),
  message('B', 'Q and E are only text here'),
  message('D', 'P'),
  message('E', ''),
  message('S', ''),
  message('Q', 'COMMIT'),
  message('X', ''),
]);

describe('the statements of a connection', () => {
  it.each([1, 2, 7, session.length])('are counted once each, in pieces of %i bytes', (size) => {
    let count = 0;
    const read = statementReader(() => (count += 1));
    for (let from = 0; from < session.length; from += size) read(session.subarray(from, from + size));
    expect(count).toBe(3);
  });
});
