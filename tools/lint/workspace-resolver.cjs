/**
 * Tells eslint-plugin-boundaries which file an import means, the way Node and Angular see it: packages of this
 * workspace are their source, relative imports may leave the `.ts` out.
 */
const { existsSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');
const SCOPE = '@greenroom/';

exports.interfaceVersion = 2;

exports.resolve = (source, importer) => {
  const target = source.startsWith(SCOPE)
    ? packageEntry(source.slice(SCOPE.length))
    : source.startsWith('.') && path.resolve(path.dirname(importer), source);
  if (!target) return { found: false };
  const candidates = [target, `${target}.ts`, path.join(target, 'index.ts')];
  const file = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  // A file that does not exist (yet) still lies in a folder, and that is all a boundary asks for.
  return { found: true, path: file ?? target };
};

function packageEntry(specifier) {
  const [name, ...subpath] = specifier.split('/');
  const folder = path.join(ROOT, 'libs', name);
  if (!existsSync(folder)) return undefined;
  const { exports } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const entry = exports[subpath.length > 0 ? `./${subpath.join('/')}` : '.'];
  return entry === undefined ? folder : path.join(folder, entry);
}
