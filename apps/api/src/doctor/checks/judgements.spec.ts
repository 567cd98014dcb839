import { describe, expect, it } from '@jest/globals';
import { judge as judgeCertificate } from './certificates.ts';
import { judgeSkew } from './clocks.ts';
import { connectionsWanted, judge as judgeDatabase } from './database.ts';
import { judgeSpace } from './disk.ts';
import { judgeBacklog } from './due-work.ts';
import { compare } from './migrations.ts';
import { judgeDeliveries } from './payment-webhook.ts';
import { fieldsOf, judge as judgeRedis } from './queue.ts';
import { judgeZones, offsetHere } from './time-zones.ts';

const GB = 1_073_741_824;
const now = new Date('2026-11-25T12:00:00Z');
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

describe('what the doctor makes of what it sees', () => {
  it.each([
    [-0.5, undefined, 'problem'],
    [5, undefined, 'problem'],
    [7, undefined, 'warning'],
    [20.9, undefined, 'warning'],
    [21, undefined, 'ok'],
    [90, 'CERT_HAS_EXPIRED', 'problem'],
  ])('a certificate with %p days left, distrusted for %p: %p', (days, distrust, status) => {
    expect(judgeCertificate('portal:443', 'Authority', days, distrust).status).toBe(status);
  });

  it.each([
    [0, 'ok'],
    [-4.9, 'ok'],
    [5, 'warning'],
    [-59, 'warning'],
    [60, 'problem'],
    [-600, 'problem'],
  ])('a clock that is %p s off: %p', (seconds, status) => {
    expect(judgeSkew('the database', seconds).status).toBe(status);
  });

  it.each([
    [0.4 * GB, 100 * GB, 'problem'],
    [1 * GB, 4 * GB, 'warning'],
    [4 * GB, 100 * GB, 'warning'],
    [10 * GB, 100 * GB, 'ok'],
  ])('%p of %p bytes free: %p', (free, total, status) => {
    expect(judgeSpace('/data', free, total).status).toBe(status);
  });

  const server = {
    version: 17,
    maxConnections: 100,
    reserved: 3,
    connections: 10,
    encoding: 'UTF8',
    off: [] as string[],
    extensions: ['plpgsql', 'btree_gist'],
    bytes: '8000000',
  };
  it.each([
    [{}, []],
    [{ version: 15 }, ['problem']],
    [{ extensions: ['plpgsql'] }, ['problem']],
    [{ encoding: 'SQL_ASCII' }, ['problem']],
    [{ off: ['fsync'] }, ['problem']],
    [{ maxConnections: 20 }, ['problem']],
    [{ connections: 90 }, ['warning']],
  ])('a database with %p: %p', (differences, expected) => {
    const found = judgeDatabase({ ...server, ...differences }, 47).map(({ status }) => status);
    expect(found.filter((status) => status !== 'ok')).toEqual(expected);
  });

  it('more connections are wanted where the queue is on PostgreSQL', () => {
    expect(connectionsWanted({ settings: { DATABASE_POOL_SIZE: '20', REDIS_URL: 'redis://cache' } })).toBe(
      40,
    );
    expect(connectionsWanted({ settings: {} })).toBe(47);
  });

  const redis = (differences: Readonly<Record<string, string>>) =>
    judgeRedis(
      fieldsOf(
        Object.entries({
          redis_version: '7.4.1',
          maxmemory_policy: 'noeviction',
          maxmemory: '0',
          used_memory: '1000',
          aof_enabled: '1',
          ...differences,
        })
          .map(([name, value]) => `${name}:${value}`)
          .join('\r\n'),
      ),
    )
      .map(({ status }) => status)
      .filter((status) => status !== 'ok');
  it.each([
    [{}, []],
    [{ redis_version: '6.2.0' }, []],
    [{ redis_version: '6.0.16' }, ['problem']],
    [{ maxmemory_policy: 'allkeys-lru' }, ['problem']],
    [{ maxmemory: '1100' }, ['warning']],
    [{ rdb_last_bgsave_status: 'err' }, ['warning']],
    [{ aof_enabled: '0' }, []],
  ])('a Redis with %p: %p', (differences, expected) => {
    expect(redis(differences)).toEqual(expected);
  });

  it('migrations that are pending, failed, edited or of a later release', () => {
    const release = new Map([
      ['1_first', 'a'],
      ['2_second', 'b'],
    ]);
    const row = (name: string, checksum: string, finished = true) => ({ name, checksum, finished });
    const judged = (...rows: ReturnType<typeof row>[]) =>
      compare(release, rows).map(({ status, seen }) => [status, seen]);
    expect(judged(row('1_first', 'a'), row('2_second', 'b'))).toEqual([['ok', 'All 2 are applied.']]);
    expect(judged(row('1_first', 'a'))).toEqual([['problem', 'Not applied: 2_second.']]);
    expect(judged(row('1_first', 'a'), row('2_second', 'b', false))).toEqual([
      ['problem', 'Began and did not end: 2_second.'],
    ]);
    expect(judged(row('1_first', 'x'), row('2_second', 'b'), row('3_third', 'c'))).toEqual([
      ['warning', 'The database is ahead of this release: 3_third.'],
      ['warning', 'Changed since they were applied: 1_first.'],
    ]);
  });

  it.each([
    [{ due: 0, oldestDueAt: null, parked: null }, []],
    [{ due: 3, oldestDueAt: before(0.5), parked: 0 }, []],
    [{ due: 3, oldestDueAt: before(5), parked: 0 }, ['warning']],
    [{ due: 3, oldestDueAt: before(15), parked: 2 }, ['problem', 'warning']],
  ])('a backlog of %p: %p', (backlog, expected) => {
    expect(judgeBacklog('messages', { ahead: 0, ...backlog }, now).map(({ status }) => status)).toEqual(
      expected,
    );
  });

  it.each([
    [null, null, 'not-applicable'],
    [before(5000), null, 'ok'],
    [before(5000), before(180), 'warning'],
    [null, before(180), 'warning'],
  ])('deliveries of the provider: last %p, none since %p: %p', (last, unheard, status) => {
    expect(judgeDeliveries(last, unheard, now).status).toBe(status);
  });

  it('time zones by the data of Node', () => {
    const winter = new Date('2026-01-15T00:00:00Z');
    const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Mars/Olympus'];
    expect(zones.map((zone) => offsetHere(zone, winter))).toEqual([0, 60, -210, 345, undefined]);
  });

  it('time zones that the two do not know alike', () => {
    const none = { unknownHere: [], unknownThere: [], different: [] };
    const statuses = (differences: object) =>
      judgeZones(3, { ...none, ...differences }).map(({ status }) => status);
    expect(statuses({})).toEqual(['ok']);
    expect(statuses({ unknownHere: ['A/B'] })).toEqual(['problem']);
    expect(statuses({ unknownThere: ['A/B'] })).toEqual(['warning']);
    expect(statuses({ different: ['A/B'] })).toEqual(['problem']);
  });
});
