/**
 * Puts lib-jitsi-meet, and compressed versions of it, into dist/libs. It is no part of the portal's build: the page
 * loads it from an address that a deployment chooses, and `npm run dev` needs it before the portal is built at all.
 */
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { compress } from './compression/compress.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const LIBRARIES = path.join(ROOT, 'dist/libs');
const LIB_JITSI_MEET = path.join(ROOT, 'node_modules/@solyd/lib-jitsi-meet/dist/umd/lib-jitsi-meet.min.js');

await mkdir(LIBRARIES, { recursive: true });
const library = path.join(LIBRARIES, path.basename(LIB_JITSI_MEET));
await copyFile(LIB_JITSI_MEET, library);
await compress(library);
