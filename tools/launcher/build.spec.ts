import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { parseProjects } from './build.ts';
import { ROOT } from './paths.ts';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** Libraries that the sources of an application import, as `@greenroom/<name>`. */
function importedBy(app: string): string[] {
  const sources = globSync(`apps/${app}/src/**/*.ts`, { cwd: ROOT }).map(read);
  const names = sources.flatMap((source) =>
    [...source.matchAll(/from '@greenroom\/([\w-]+)/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)];
}

// Without it a build comes from the cache although a library has changed.
it.each(['api', 'web'])('the build of %s depends on every library that it is made from', (app) => {
  const { implicitDependencies } = JSON.parse(read(`apps/${app}/project.json`)) as {
    implicitDependencies: string[];
  };
  const imported = importedBy(app);
  expect(imported.length).toBeGreaterThan(0);
  expect(implicitDependencies).toEqual(expect.arrayContaining(imported));
});

it('builds what is named, everything when nothing is, and refuses what there is not', () => {
  expect(parseProjects(undefined)).toEqual(['api', 'web']);
  expect(parseProjects('web')).toEqual(['web']);
  expect(() => parseProjects('api,worker')).toThrow('There is no project worker');
});
