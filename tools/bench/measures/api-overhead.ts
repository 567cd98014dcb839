import { isDeepStrictEqual } from 'node:util';
import { HttpLoad } from '../load.ts';
import { canReadCpu } from '../process-usage.ts';
import { atMost, atMostTimes, type Row, type Unit } from '../row.ts';
import { grants, interviews, type MeasuredRoute, slots, webhook } from '../routes.ts';
import type { Server } from '../servers.ts';
import { StatementCounter } from '../statement-counter.ts';
import { median, p99 } from '../statistics.ts';
import type { Site, Testbed } from '../testbed.ts';

/** Interviews in the database. */
const SIZE = 10_000;
const CONNECTIONS = 8;
/** Requests before anything is counted: until then the compiler is at work. */
const WARM_UP = 1_000;
/** Tries of one request when statements are counted; something else may happen during one of them. */
const COUNTS = 5;

const ROUTES = [slots, grants, webhook, interviews];

/** What one round told of one server. */
type Round = { readonly cost: number; readonly times: readonly number[] };

/** CPU time of the server process for each request, beside that of the bare server; and the statements of each. */
export async function apiOverhead(testbed: Testbed): Promise<Row[]> {
  const site = await testbed.site(SIZE);
  const bare = await testbed.servers.start('bare', site.env);
  const statements = await countStatements(testbed, site);
  const rows: Row[] = [];
  for (const route of ROUTES) {
    await assertSameAnswer(route, site, bare);
    rows.push(await compare(route, { site, bare, testbed }));
    const count = statements(route);
    rows.push({
      what: `… its SQL statements`,
      unit: 'statements',
      measured: count.api,
      yardstick: { name: 'bare', value: count.bare },
      goals: route.statements === undefined ? [] : [atMost(count.api, route.statements, 'statements')],
    });
  }
  await bare.stop();
  return rows;
}

async function compare(
  route: MeasuredRoute,
  { site, bare, testbed }: { site: Site; bare: Server; testbed: Testbed },
): Promise<Row> {
  const { rounds, requests } = testbed.effort;
  const loads = { api: new HttpLoad(site.api.url, CONNECTIONS), bare: new HttpLoad(bare.url, CONNECTIONS) };
  const ours: Round[] = [];
  const theirs: Round[] = [];
  for (const load of [loads.api, loads.bare]) await load.sendAll(many(WARM_UP, route, site));
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await measure(site.api, loads.api, many(requests, route, site)));
    theirs.push(await measure(bare, loads.bare, many(requests, route, site)));
  }
  loads.api.close();
  loads.bare.close();
  const measured = median(ours.map(({ cost }) => cost));
  const value = median(theirs.map(({ cost }) => cost));
  const unit: Unit = canReadCpu ? 'ms CPU' : 'ms';
  return {
    what: route.name,
    unit,
    measured,
    yardstick: { name: 'node:http + pg', value },
    goals: [atMostTimes(measured, value, route.limit)],
    details: {
      rounds: ours.map(({ cost }) => cost),
      yardstickRounds: theirs.map(({ cost }) => cost),
      p50Ms: median(ours.flatMap(({ times }) => times)),
      p99Ms: p99(ours.flatMap(({ times }) => times)),
      yardstickP50Ms: median(theirs.flatMap(({ times }) => times)),
      yardstickP99Ms: p99(theirs.flatMap(({ times }) => times)),
    },
  };
}

/** The cost of a request: CPU time of the server, or the time that passed where another process' CPU time cannot be read. */
async function measure(server: Server, load: HttpLoad, requests: ReturnType<typeof many>): Promise<Round> {
  const read = canReadCpu ? server.cpuMs : () => performance.now();
  const before = read();
  const times = await load.sendAll(requests);
  return { cost: (read() - before) / requests.length, times };
}

const many = (count: number, route: MeasuredRoute, site: Site) =>
  Array.from({ length: count }, () => route.request(site));

/** A yardstick that answers something else would measure something else. */
async function assertSameAnswer(route: MeasuredRoute, site: Site, bare: Server): Promise<void> {
  const [ours, theirs] = await Promise.all(
    [site.api, bare].map(async ({ url }) => {
      const load = new HttpLoad(url, 1);
      const { status, body } = await load.send(route.request(site));
      load.close();
      const answer = JSON.parse(body) as Record<string, unknown>;
      const lasting = Object.entries(answer).filter(([field]) => !route.volatile?.includes(field));
      return { status, body: Object.fromEntries(lasting) };
    }),
  );
  if (isDeepStrictEqual(ours, theirs)) return;
  const shorten = (value: unknown) => JSON.stringify(value).slice(0, 500);
  throw new Error(`${route.name}: the API answers ${shorten(ours)}, the bare server ${shorten(theirs)}`);
}

/** Counts on processes of their own, whose connections lead through a counter. */
async function countStatements(testbed: Testbed, site: Site) {
  const url = new URL(site.databaseUrl);
  const counter = new StatementCounter({ host: url.hostname, port: Number(url.port) });
  url.port = String(await counter.listen());
  const env = { ...site.env, DATABASE_URL: url.href };
  const counts = { api: new Map<MeasuredRoute, number>(), bare: new Map<MeasuredRoute, number>() };
  for (const kind of ['api', 'bare'] as const) {
    const server = await testbed.servers.start(kind, env);
    const load = new HttpLoad(server.url, 1);
    for (const route of ROUTES) {
      const tries: number[] = [];
      for (let index = 0; index < COUNTS; index += 1)
        tries.push(await counter.countDuring(() => load.sendAll([route.request(site)])));
      counts[kind].set(route, Math.min(...tries));
    }
    load.close();
    await server.stop();
  }
  await counter.close();
  return (route: MeasuredRoute) => ({
    api: counts.api.get(route) ?? 0,
    bare: counts.bare.get(route) ?? 0,
  });
}
