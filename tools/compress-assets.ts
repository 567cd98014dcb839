/**
 * Writes a brotli and a gzip version beside every text file of the built portal. The gateway then only picks files;
 * nothing is compressed while people wait.
 */
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { compress } from './compression/compress.ts';

const PORTAL = path.resolve(import.meta.dirname, '../dist/apps/web/browser');

for await (const name of glob('**/*.{js,css,svg,json}', { cwd: PORTAL }))
  await compress(path.join(PORTAL, name));
