/** The commands that save, bring back and upgrade, with PostgreSQL's own programs on a real server. */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findPostgresPrograms, type RunningPostgres, startPostgres } from './debian-postgres.ts';
import { ARGUMENTS, Installation, KEYS } from './installation.ts';

const programs = findPostgresPrograms();
if (programs === undefined)
  test.todo('what ./backup saves ./restore brings back, where Debian’s PostgreSQL is or can be installed');
else describe('an installation', () => specifyBackups(programs));

function specifyBackups(programs: string) {
  let postgres: RunningPostgres;
  let installation: Installation;
  let elsewhere: Installation;
  beforeAll(async () => {
    postgres = await startPostgres(programs);
  });
  afterAll(() => postgres.stop());
  beforeEach(async () => {
    installation = new Installation();
    elsewhere = new Installation();
    postgres.query('DROP SCHEMA public CASCADE');
    postgres.query('CREATE SCHEMA public');
    postgres.query('CREATE TABLE interview (id integer PRIMARY KEY, name text)');
    postgres.query("INSERT INTO interview VALUES (1, 'Ada ünï ''quoted''')");
    await installation.run('setup', ARGUMENTS, KEYS);
  });
  afterEach(() => {
    installation.remove();
    elsewhere.remove();
  });

  const run = (
    at: Installation,
    command: string,
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ) => {
    const { PATH = '', ...where } = postgres.environment;
    return at.run(command, args, { ...where, PATH: `${at.path('../bin')}:${PATH}`, ...env });
  };
  const save = async (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) => {
    const { code, said } = await run(installation, 'backup', args, env);
    expect([code, said]).toEqual([0, expect.stringMatching(/^\/\S+Z\n$/)]);
    return said.trim();
  };
  const people = () => postgres.query('SELECT name FROM interview ORDER BY id');

  test('is saved for its owner alone, and comes back on a new machine with its secrets', async () => {
    const backup = await save();
    for (const name of readdirSync(backup))
      expect([name, statSync(path.join(backup, name)).mode & 0o077]).toEqual([name, 0]);
    postgres.query('DROP TABLE interview');
    expect(await run(elsewhere, 'restore', [backup])).toMatchObject({ code: 0 });
    expect(people()).toBe("Ada ünï 'quoted'");
    expect(elsewhere.read('.env')).toBe(installation.read('.env'));
    expect(elsewhere.read('images.lock.env')).toBe(installation.read('images.lock.env'));
    expect(statSync(elsewhere.path('.env')).mode & 0o077).toBe(0);
  });

  test('with data is not restored over, but when that is said', async () => {
    const backup = await save();
    postgres.query("INSERT INTO interview VALUES (2, 'came later')");
    const refusal = await run(installation, 'restore', [backup]);
    expect(refusal).toMatchObject({ code: 1, said: expect.stringContaining('The database holds 1 tables') });
    expect(people()).toContain('came later');
    expect(await run(installation, 'restore', [backup, '--over-existing-data'])).toMatchObject({ code: 0 });
    expect(people()).toBe("Ada ünï 'quoted'");
    expect(installation.asked()).toContain('compose stop api worker web');
  });

  test('keeps its settings from those of a backup, but when that is said', async () => {
    const backup = await save();
    await elsewhere.run('setup', ARGUMENTS, KEYS);
    const own = elsewhere.read('.env');
    const refusal = await run(elsewhere, 'restore', [backup]);
    expect(refusal).toMatchObject({
      code: 1,
      said: expect.stringContaining(".env differs from the backup's"),
    });
    expect(elsewhere.read('.env')).toBe(own);
    await run(elsewhere, 'restore', [backup, '--over-existing-data']);
    expect(elsewhere.read('.env')).toBe(installation.read('.env'));
    expect(elsewhere.read('.env.before-restore')).toBe(own);
  });

  test('is not restored from a backup that was damaged, or from something else', async () => {
    const backup = await save();
    postgres.query('DROP TABLE interview');
    const dump = path.join(backup, 'database.dump');
    writeFileSync(dump, readFileSync(dump).subarray(0, -1));
    expect(await run(elsewhere, 'restore', [backup])).toMatchObject({
      code: 1,
      said: expect.stringContaining('damaged'),
    });
    expect(await run(elsewhere, 'restore', [elsewhere.folder])).toMatchObject({
      code: 1,
      said: expect.stringContaining('no backup'),
    });
    expect(postgres.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).toBe('0');
  });

  test('has no backup of a database without tables, and leaves nothing half-made', async () => {
    postgres.query('DROP TABLE interview');
    expect(await run(installation, 'backup')).toMatchObject({
      code: 1,
      said: expect.stringContaining('no tables'),
    });
    expect(readdirSync(installation.path('backups'))).toEqual([]);
  });

  test('keeps as many backups as is said, the newest', async () => {
    for (const name of ['2001-01-01T00-00-00Z', '2001-01-02T00-00-00Z', 'of-mine'])
      mkdirSync(installation.path(`backups/${name}`), { recursive: true });
    const backup = await save(['--keep', '2']);
    expect(readdirSync(installation.path('backups')).toSorted()).toEqual(
      ['2001-01-02T00-00-00Z', path.basename(backup), 'of-mine'].toSorted(),
    );
  });

  test('with recordings saves and restores them too', async () => {
    await installation.run('setup', ['--non-interactive', '--recording']);
    const [before, after] = ['before', 'after'].map((name) => path.join(installation.folder, name)) as [
      string,
      string,
    ];
    for (const volume of ['jibri', 'api']) {
      mkdirSync(path.join(before, volume), { recursive: true });
      mkdirSync(path.join(after, volume), { recursive: true });
      writeFileSync(path.join(before, volume, 'a.mp4'), `film of ${volume}`);
    }
    const backup = await save([], { RECORDINGS: before });
    postgres.query('DROP TABLE interview');
    await run(elsewhere, 'restore', [backup], { RECORDINGS: after });
    for (const volume of ['jibri', 'api'])
      expect(readFileSync(path.join(after, volume, 'a.mp4'), 'utf8')).toBe(`film of ${volume}`);
  });

  test('is saved before an upgrade, and goes back to the images before', async () => {
    const lock = installation.read('images.lock.env');
    const env = installation.read('.env');
    const images = 'registry.greenroom.test/greenroom:1.1.0';
    const upgrade = await run(installation, 'upgrade', ['--images', images], { RELEASE: '2' });
    expect(upgrade).toMatchObject({
      code: 0,
      said: expect.stringContaining('Saved before anything changes: /'),
    });
    expect(installation.read('images.lock.env')).toContain('/api:1.1.0@sha256:');
    expect(readdirSync(installation.path('backups'))).toHaveLength(1);
    const again = await run(installation, 'upgrade', ['--no-backup'], { RELEASE: '2' });
    expect(again.said).toContain('These are the images that run already');
    expect(await run(installation, 'upgrade', ['--rollback'])).toMatchObject({ code: 0 });
    expect(installation.read('images.lock.env')).toBe(lock);
    expect(installation.read('.env')).toBe(env);
    expect(installation.asked().at(-1)).toBe('compose up --detach --wait --remove-orphans');
  });

  test('changes nothing when an upgrade cannot be looked up, and says the way back when it does not become healthy', async () => {
    const lock = installation.read('images.lock.env');
    const env = installation.read('.env');
    const images = 'registry.greenroom.test/greenroom:1.1.0';
    const lost = await run(installation, 'upgrade', ['--images', images], {
      RELEASE: '2',
      FAILING: 'buildx',
    });
    expect(lost.code).not.toBe(0);
    expect(installation.read('images.lock.env')).toBe(lock);
    expect(installation.read('.env')).toBe(env);
    const ill = await run(installation, 'upgrade', ['--no-backup'], { RELEASE: '2', FAILING: 'up' });
    expect(ill).toMatchObject({ code: 1, said: expect.stringContaining('./upgrade --rollback') });
    expect(installation.read('images.lock.env.previous')).toBe(lock);
  });
}
