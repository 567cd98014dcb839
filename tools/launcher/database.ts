import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.ts';
import { mustRunNode } from './run.ts';
import type { Secrets } from './settings.ts';

const SEED = 'dist/apps/api/seed.js';

/** Brings a database up to the newest migration. */
export async function migrate(databaseUrl: string): Promise<void> {
  await mustRunNode('The database migration', ['tools/migrate.mjs', 'deploy'], { DATABASE_URL: databaseUrl });
}

/** Writes the Prisma client from the schema; the files are not kept in the repository. */
export async function generatePrismaClient(): Promise<void> {
  const prisma = 'node_modules/prisma/build/index.js';
  await mustRunNode('prisma generate', [prisma, 'generate', '--schema', 'apps/api/prisma/schema.prisma'], {
    DATABASE_URL: 'postgresql://localhost/unused', // the schema names the variable; the generator does not connect
  });
}

/** Writes the demo accounts and catalogue, if they are not there yet. */
export async function seed(env: Readonly<Record<string, string>>, secrets: Secrets): Promise<void> {
  if (!existsSync(path.join(ROOT, SEED))) return;
  await mustRunNode('The demo data', [SEED], {
    ...env,
    DEMO_ADMIN_PASSWORD: secrets.demoAdminPassword,
    DEMO_CANDIDATE_PASSWORD: secrets.demoCandidatePassword,
  });
}
