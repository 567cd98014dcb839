import { HttpLoad } from '../load.ts';
import { atMostTimes, type Row } from '../row.ts';
import { interviews, type MeasuredRoute, slots } from '../routes.ts';
import { median, p99 } from '../statistics.ts';
import type { Site, Testbed } from '../testbed.ts';

const SMALL = 10_000;
const LARGE = 100_000;
/** The goal: so many times slower with ten times the interviews. */
const LIMIT = 1.5;

/** Requests of one round, one at a time; and those before, not counted. */
const REQUESTS = 60;
const WARM_UP = 60;

/** The same request where ten times the interviews lie in the tables. */
export async function growth(testbed: Testbed): Promise<Row[]> {
  const small = await testbed.site(SMALL);
  const large = await testbed.site(LARGE);
  const rows: Row[] = [];
  for (const route of [slots, interviews]) rows.push(await compare(route, { small, large, testbed }));
  return rows;
}

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
