import { readFile, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Files smaller than this many bytes fit into one packet anyway. */
const SMALLEST = 1024;

/** Writes a brotli and a gzip version beside a file, unless they are there and newer than the file. */
export async function compress(file: string): Promise<void> {
  const { mtimeMs, size } = await stat(file);
  const done = await stat(`${file}.br`).catch(() => undefined);
  if (size < SMALLEST || (done && done.mtimeMs >= mtimeMs)) return;
  const content = await readFile(file);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: size, [constants.BROTLI_PARAM_QUALITY]: 11 };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
}
