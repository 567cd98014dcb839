/**
 * Puts missing platform packages back into package-lock.json.
 *
 * npm leaves an optional platform package (`@swc/core-win32-x64-msvc`, …) out of the lock file when the registry
 * in use could not serve it while the lock was written; `npm ci` on that platform then refuses the lock with
 * "Missing: … from lock file". Run this after every `npm install`:
 *
 *     node tools/complete-lock.mjs
 *
 * The entries carry version, os, cpu and libc, but no integrity hash (nothing was downloaded to hash).
 */
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK_FILE = new URL('../package-lock.json', import.meta.url);
const SYSTEMS = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(' ');
const PROCESSORS = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64'.split(' ');

/** The lock's key of the package `name` as Node resolves it from `from`, or undefined when it is missing. */
function resolveInLock(packages, from, name) {
  for (let folder = from; ; folder = parentFolder(folder)) {
    const key = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[key]) return key;
    if (!folder) return undefined;
  }
}

function parentFolder(folder) {
  const at = folder.lastIndexOf('/node_modules/');
  return at < 0 ? '' : folder.slice(0, at);
}

/** The lock entry that npm would have written, read off the package's name; undefined if it names no platform. */
function platformEntry(name, range, parent) {
  const words = name.split(/[-/_]/);
  const os = SYSTEMS.filter((system) =>
    words.includes(system === 'win32' && words.includes('windows') ? 'windows' : system),
  );
  const cpu = PROCESSORS.filter((processor) => words.includes(processor)).slice(0, 1);
  if (os.length === 0 && cpu.length === 0) return undefined;
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.includes('gnu')
      ? ['glibc']
      : [];
  return {
    version: range.replace(/^[\^~]/, ''),
    ...(cpu.length > 0 && { cpu }),
    ...(parent.dev && { dev: true }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}

const lock = JSON.parse(readFileSync(LOCK_FILE, 'utf8'));
let added = 0;
for (const [key, parent] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
    if (resolveInLock(lock.packages, key, name)) continue;
    const entry = platformEntry(name, range, parent);
    if (entry) {
      lock.packages[`node_modules/${name}`] = entry;
      added += 1;
    } else {
      console.warn(`left out, names no platform: ${name}@${range} (wanted by ${key || 'the root package'})`);
    }
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
if (added > 0) writeFileSync(LOCK_FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages put back`);
