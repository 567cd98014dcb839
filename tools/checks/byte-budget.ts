/**
 * The byte budget: fails when a page weighs more than it may (page-weight.ts).
 *
 *     node tools/checks/byte-budget.ts
 */
import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { PORTAL, weighPages } from './page-weight.ts';

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

for (const name of globSync('media/*.woff2', { cwd: PORTAL })) {
  console.log(`not counted: ${path.basename(name)}, ${kilobytes(statSync(path.join(PORTAL, name)).size)}`);
}
for (const { page, limit, bytes, files } of weighPages()) {
  const isWithin = bytes <= limit;
  console.log(
    `${page}: ${kilobytes(bytes)} brotli, ${isWithin ? 'within' : 'OVER'} its budget of ${kilobytes(limit)}`,
  );
  for (const file of files) {
    console.log(`  ${kilobytes(file.bytes).padStart(9)}  ${file.name.padEnd(28)} ${file.entryPoint}`);
  }
  if (!isWithin) process.exitCode = 1;
}
