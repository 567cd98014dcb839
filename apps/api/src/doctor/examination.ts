import type { Resolver } from 'node:dns/promises';
import type { GivenSettings } from '../env.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { type Finding, notApplicable } from './check.ts';

/** What the person who asks says beyond the settings. */
export interface ExaminationOptions {
  /** Names under which the keys of the mail server are published. */
  readonly dkimSelectors: readonly string[];
  /** Where a bridge takes media: `host` or `host:port`. */
  readonly bridge?: string | undefined;
  /** Where a worker answers for its health. */
  readonly workerUrl?: string | undefined;
  /** The file that the settings come from. */
  readonly settingsFile?: string | undefined;
  /** Folders whose disks must not be full. */
  readonly dataFolders: readonly string[];
}

/** What checks look at. */
export interface Examination {
  /** As they were given, whether they are right or not: one wrong setting must not hide everything else. */
  readonly settings: GivenSettings;
  readonly clock: Clock;
  readonly resolver: Resolver;
  /** Undefined where DATABASE_URL names none. */
  readonly database: Database | undefined;
  readonly options: ExaminationOptions;
}

/** A setting that holds an address; undefined when it is not set or is none. */
export function addressIn({ settings }: Examination, name: string): URL | undefined {
  const text = settings[name];
  return text === undefined || !URL.canParse(text) ? undefined : new URL(text);
}

/** True in the embedded mode, where stand-ins on this machine take the place of the servers outside. */
export const isEmbedded = ({ settings }: Examination): boolean => settings.EMBEDDED === 'true';

/** Looks into the database. When it does not answer, the check of the database says so, once for all. */
export async function withDatabase(
  { database }: Examination,
  look: (database: Database) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  if (!database) return [notApplicable('DATABASE_URL is not set or is no address.')];
  try {
    return await look(database);
  } catch (failure) {
    const answers = await database.pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    if (answers) throw failure;
    return [notApplicable('The database does not answer; see "Database".')];
  }
}
