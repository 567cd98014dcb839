import { gzipSync } from 'node:zlib';

const BLOCK = 512;
/** The header's fields, by their offsets (POSIX.1-2017, pax, "ustar Interchange Format"). */
const AT = {
  name: 0,
  mode: 100,
  owner: 108,
  group: 116,
  size: 124,
  time: 136,
  checksum: 148,
  type: 156,
  magic: 257,
};

/**
 * Small text files as a compressed archive, which `tar -xzf` opens.
 *
 * @param files contents by name, below 100 signs
 */
export function archive(files: Readonly<Record<string, string>>, at: Date): Buffer {
  const parts = Object.entries(files).flatMap(([name, text]) => {
    const content = Buffer.from(text);
    return [header(name, content.length, at), content, Buffer.alloc(padding(content.length))];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]));
}

function header(name: string, size: number, at: Date): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(name, AT.name);
  block.write(octal(0o600, 7), AT.mode);
  block.write(octal(0, 7), AT.owner);
  block.write(octal(0, 7), AT.group);
  block.write(octal(size, 11), AT.size);
  block.write(octal(Math.floor(at.getTime() / 1000), 11), AT.time);
  block.write(' '.repeat(8), AT.checksum); // counts as spaces in its own sum
  block.write('0', AT.type);
  block.write('ustar\x0000', AT.magic);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, AT.checksum);
  return block;
}

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;
