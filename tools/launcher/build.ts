import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { LaunchError } from './bootstrap.mjs';
import { generatePrismaClient } from './database.ts';
import { ROOT } from './paths.ts';
import { mustRunNode, runNode } from './run.ts';

const NX = 'node_modules/nx/dist/bin/nx.js';
const SCHEMA = path.join(ROOT, 'apps/api/prisma/schema.prisma');
const CLIENT = path.join(ROOT, 'apps/api/src/generated/prisma/client.ts');
const CLIENT_STAMP = path.join(ROOT, '.local', 'prisma-client');

/** Writes the Prisma client when the schema changed since the last time; everything that reads the API needs it. */
export async function prepareSources(): Promise<void> {
  const wanted = createHash('sha256').update(readFileSync(SCHEMA)).digest('hex');
  if (existsSync(CLIENT) && existsSync(CLIENT_STAMP) && readFileSync(CLIENT_STAMP, 'utf8') === wanted) return;
  await generatePrismaClient();
  mkdirSync(path.dirname(CLIENT_STAMP), { recursive: true });
  writeFileSync(CLIENT_STAMP, wanted);
}

/** What can be built; both together are the product. */
const PROJECTS = ['api', 'web'] as const;

type Project = (typeof PROJECTS)[number];

/**
 * The projects that a person names, separated by commas; all when absent.
 *
 * @throws LaunchError for one that there is not
 */
export function parseProjects(only: string | undefined): readonly Project[] {
  if (only === undefined) return PROJECTS;
  return only.split(',').map((name) => {
    const project = PROJECTS.find((known) => known === name);
    if (project === undefined) throw new LaunchError(`There is no project ${name} to build.`);
    return project;
  });
}

/** Builds the API and the portal into dist, with the library they serve; what has not changed comes from Nx's cache. */
export async function build(projects: readonly Project[] = PROJECTS): Promise<void> {
  await prepareSources();
  const { code, output } = await runNode(
    [NX, 'run-many', '-t', 'build', '--output-style=static', `--projects=${projects.join(',')}`],
    { quiet: true },
  );
  if (code !== 0) throw new LaunchError(`The build failed:\n${output.trimEnd()}`);
  await mustRunNode('Copying the conference library', ['tools/copy-library.ts']);
  if (projects.includes('web')) await mustRunNode('Compressing the portal', ['tools/compress-assets.ts']);
}
