/**
 * Writes a brotli and a gzip version beside every text file of the built portal, and puts lib-jitsi-meet, compressed
 * likewise, into dist/libs. The gateway then only picks files; nothing is compressed while people wait.
 */
import { copyFile, glob, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const ROOT = path.resolve(import.meta.dirname, '..');
const PORTAL = path.join(ROOT, 'dist/apps/web/browser');
const LIBRARIES = path.join(ROOT, 'dist/libs');
const LIB_JITSI_MEET = path.join(ROOT, 'node_modules/@solyd/lib-jitsi-meet/dist/umd/lib-jitsi-meet.min.js');

/** Files smaller than this many bytes fit into one packet anyway. */
const SMALLEST = 1024;

async function compress(file: string): Promise<void> {
  const { mtimeMs, size } = await stat(file);
  const done = await stat(`${file}.br`).catch(() => undefined);
  if (size < SMALLEST || (done && done.mtimeMs >= mtimeMs)) return;
  const content = await readFile(file);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: size, [constants.BROTLI_PARAM_QUALITY]: 11 };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
}

await mkdir(LIBRARIES, { recursive: true });
const library = path.join(LIBRARIES, path.basename(LIB_JITSI_MEET));
await copyFile(LIB_JITSI_MEET, library);
await compress(library);
for await (const name of glob('**/*.{js,css,svg,json}', { cwd: PORTAL }))
  await compress(path.join(PORTAL, name));
