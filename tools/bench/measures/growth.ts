import { setTimeout as delay } from 'node:timers/promises';
import { type Account, signUp } from '../people.ts';
import { withDatabase } from '../dataset.ts';
import { HttpLoad } from '../load.ts';
import { adminInterviews, adminInterview, interviews, type MeasuredRoute, slots } from '../routes.ts';
import { atMostTimes, exactly, type Row } from '../row.ts';
import { median, p99 } from '../statistics.ts';
import { forgetScans, readScans, type TableScans } from '../table-scans.ts';
import type { Site, Testbed } from '../testbed.ts';
import { addTraces } from '../traces.ts';

const SMALL = 10_000;
const LARGE = 1_000_000;
/** The goal: so many times slower with a hundred times the interviews. */
const LIMIT = 1.5;

/** Requests of one round, one at a time; and those before, not counted. */
const REQUESTS = 60;
const WARM_UP = 60;

/** A worker looks for due work every few seconds: so long is it let look, in milliseconds. */
const LOOKING_MS = 12_000;

const ROUTES = [slots, interviews, adminInterviews, adminInterview] as const;

/** The same requests where a hundred times the interviews lie in the tables, and how the database finds its rows there. */
export async function growth(testbed: Testbed): Promise<Row[]> {
  const small = await siteOf(testbed, SMALL);
  const large = await siteOf(testbed, LARGE);
  const rows: Row[] = [];
  await withDatabase(large.databaseUrl, forgetScans);
  for (const route of ROUTES) rows.push(await compare(route, { small, large, testbed }));
  await large.api.stop();
  rows.push(scansRow('requests', await withDatabase(large.databaseUrl, readScans)));
  rows.push(await lookingForWork(testbed, large));
  return rows;
}

/** Somebody who may see everything, on a database with what interviews leave behind. */
async function siteOf(testbed: Testbed, count: number): Promise<Site> {
  const site = await testbed.site(count);
  const admin: Account = await signUp(site.api.url, site.env.PUBLIC_URL ?? site.api.url);
  await withDatabase(site.databaseUrl, async (client) => {
    await client.query(`UPDATE "user" SET role = 'admin' WHERE id = $1`, [admin.id]);
    await addTraces(client);
  });
  return { ...site, admin };
}

/** What a worker reads that finds nothing to do. */
async function lookingForWork(testbed: Testbed, { databaseUrl, env }: Site): Promise<Row> {
  await withDatabase(databaseUrl, forgetScans);
  const worker = await testbed.servers.start('worker', env);
  await delay(LOOKING_MS);
  await worker.stop();
  return scansRow('looks of a worker', await withDatabase(databaseUrl, readScans));
}

const scansRow = (of: string, { sequentialRows, sequential, indexes }: TableScans): Row => ({
  what: `… rows of tables that grow read by sequential scans: ${of}`,
  unit: 'rows',
  measured: sequentialRows,
  goals: [exactly(sequentialRows, 0, 'rows')],
  details: { sequential, indexes },
});

async function compare(
  route: MeasuredRoute,
  { small, large, testbed }: { small: Site; large: Site; testbed: Testbed },
): Promise<Row> {
  const few = new HttpLoad(small.api.url, 1);
  const many = new HttpLoad(large.api.url, 1);
  const requests = (site: Site, count: number) => Array.from({ length: count }, () => route.request(site));
  const times = { few: [] as number[], many: [] as number[] };
  await few.sendAll(requests(small, WARM_UP));
  await many.sendAll(requests(large, WARM_UP));
  for (let round = 0; round < testbed.effort.rounds; round += 1) {
    times.few.push(...(await few.sendAll(requests(small, REQUESTS))));
    times.many.push(...(await many.sendAll(requests(large, REQUESTS))));
  }
  few.close();
  many.close();
  const measured = median(times.many);
  const value = median(times.few);
  return {
    what: `${route.name}; p50 with ${LARGE.toLocaleString('en')} interviews`,
    unit: 'ms',
    measured,
    yardstick: { name: SMALL.toLocaleString('en'), value },
    goals: [atMostTimes(measured, value, LIMIT)],
    details: { p99Ms: p99(times.many), yardstickP99Ms: p99(times.few) },
  };
}
