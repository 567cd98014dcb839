import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Check, type Finding, ok, problem, warning } from '../check.ts';
import { withDatabase } from '../examination.ts';

/** As far from the root in the build as in the sources. */
const FOLDER = path.resolve(import.meta.dirname, '../../../../../apps/api/prisma/migrations');
const APPLY = 'node tools/migrate.mjs deploy';
/** PostgreSQL's code for a table that is not there (Appendix A, undefined_table). */
const NO_TABLE = '42P01';

/** A row of Prisma's own record, https://www.prisma.io/docs/orm/prisma-migrate. */
interface Applied {
  name: string;
  checksum: string;
  finished: boolean;
}

export const migrations: Check = {
  name: 'migrations',
  title: 'Migrations',
  run: (examination) =>
    withDatabase(examination, async ({ pool }) => {
      const { rows } = await pool
        .query<Applied>(
          `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
           FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
        )
        .catch((failure: unknown) => {
          if ((failure as { code?: string }).code === NO_TABLE) return { rows: [] };
          throw failure;
        });
      return compare(await shipped(), rows);
    }),
};

/** The migrations of this release, with the checksums under which they are recorded. */
async function shipped(): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const pairs = names.sort().map(async (name) => {
    const text = await readFile(path.join(FOLDER, name, 'migration.sql'));
    return [name, createHash('sha256').update(text).digest('hex')] as const;
  });
  return new Map(await Promise.all(pairs));
}

export function compare(release: ReadonlyMap<string, string>, applied: readonly Applied[]): Finding[] {
  const done = new Map(applied.map((row) => [row.name, row]));
  const failed = applied.filter(({ finished }) => !finished).map(({ name }) => name);
  const pending = [...release.keys()].filter((name) => !done.has(name));
  const ahead = [...done.keys()].filter((name) => !release.has(name));
  const edited = [...release].flatMap(([name, checksum]) => {
    const row = done.get(name);
    return row?.finished && row.checksum !== checksum ? [name] : [];
  });
  const findings = [
    ...(failed.length === 0
      ? []
      : [
          problem(
            `Began and did not end: ${failed.join(', ')}.`,
            'Look at the log of the migrations; mend what stood in the way, then prisma migrate resolve and apply again.',
          ),
        ]),
    ...(pending.length === 0 ? [] : [problem(`Not applied: ${pending.join(', ')}.`, APPLY)]),
    ...(ahead.length === 0
      ? []
      : [
          warning(
            `The database is ahead of this release: ${ahead.join(', ')}.`,
            'All is well after a roll-back; otherwise this is an old release.',
          ),
        ]),
    ...(edited.length === 0
      ? []
      : [
          warning(`Changed since they were applied: ${edited.join(', ')}.`, 'Take the files of the release.'),
        ]),
  ];
  return findings.length > 0 ? findings : [ok(`All ${release.size} are applied.`)];
}
