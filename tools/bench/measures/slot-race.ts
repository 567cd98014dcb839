import { randomUUID } from 'node:crypto';
import { type BookingInput, routes } from '@greenroom/contracts';
import { withDatabase } from '../dataset.ts';
import { type HttpAnswer, HttpLoad } from '../load.ts';
import { type Account, JSON_BODY, signUp } from '../people.ts';
import { atMost, exactly, type Row } from '../row.ts';
import { median, p99 } from '../statistics.ts';
import type { Site, Testbed } from '../testbed.ts';

/** Interviews in the database. */
const SIZE = 10_000;
const RACERS = 50;
/** The goal for the slowest of a hundred, in milliseconds. */
const LIMIT_MS = 150;

const DAY_MS = 86_400_000;
/** The races are about slots of the working days from these on, one a round: after all that is booked, and apart from each other. */
const FIRST_DAY = { api: 20, bare: 120 } as const;
const WORKING_DAYS = 5;
const NOON_MS = DAY_MS / 2;

/** Races before anything is counted: until then connections are made and the compiler is at work. */
const WARM_UP = 3;

/** What became of all racers of all rounds. */
class Tally {
  readonly times: number[] = [];
  readonly winners: number[] = [];
  conflicts = 0;
  /** Whatever was answered beside the two. */
  readonly surprises: string[] = [];

  add(answers: readonly HttpAnswer[]): void {
    const byStatus = Map.groupBy(answers, ({ status }) => status);
    this.times.push(...answers.map(({ ms }) => ms));
    this.winners.push(byStatus.get(201)?.length ?? 0);
    this.conflicts += byStatus.get(409)?.length ?? 0;
    const others = answers.filter(({ status }) => status !== 201 && status !== 409);
    this.surprises.push(...others.map(({ status, body }) => `${status} ${body}`));
  }
}

/** Fifty people ask for one slot at the same moment. */
export async function slotRace(testbed: Testbed): Promise<Row[]> {
  const site = await testbed.site(SIZE);
  const { env, api, databaseUrl } = site;
  const bare = await testbed.servers.start('bare', env);
  const people: Account[] = [];
  for (let index = 0; index < RACERS; index += 1) people.push(await signUp(api.url, env.PUBLIC_URL ?? ''));
  const ours = new Tally();
  const theirs = new Tally();
  const before = await deadlocks(databaseUrl);
  const loads = { api: new HttpLoad(api.url, RACERS), bare: new HttpLoad(bare.url, RACERS) };
  for (let round = -WARM_UP; round < testbed.effort.rounds; round += 1) {
    for (const [kind, tally] of [['api', ours] as const, ['bare', theirs] as const]) {
      const startsAt = noon(FIRST_DAY[kind] + WARM_UP + round);
      const answers = await race(loads[kind], people, { site, startsAt });
      if (round >= 0) tally.add(answers);
      await letGo(databaseUrl);
    }
  }
  loads.api.close();
  loads.bare.close();
  await bare.stop();
  const slowest = p99(ours.times);
  const everyRound = ours.winners.every((winners) => winners === 1);
  const rounds = ours.winners.length;
  const wanted = rounds * (RACERS - 1);
  const bad = ours.surprises.length + (await deadlocks(databaseUrl)) - before;
  return [
    {
      what: `race of ${RACERS} for one slot: p99`,
      unit: 'ms',
      measured: slowest,
      yardstick: { name: 'lock + insert only', value: p99(theirs.times) },
      goals: [atMost(slowest, LIMIT_MS, 'ms')],
      details: { p50Ms: median(ours.times), yardstickP50Ms: median(theirs.times), rounds },
    },
    {
      what: `… winners in ${rounds} rounds`,
      unit: 'answers',
      measured: ours.winners.reduce((sum, winners) => sum + winners, 0),
      yardstick: { name: 'bare', value: theirs.winners.reduce((sum, winners) => sum + winners, 0) },
      goals: [{ text: 'one each', met: everyRound }],
      details: { winners: ours.winners },
    },
    {
      what: '… clear conflicts (409)',
      unit: 'answers',
      measured: ours.conflicts,
      yardstick: { name: 'bare', value: theirs.conflicts },
      goals: [exactly(ours.conflicts, wanted, 'answers')],
    },
    {
      what: '… anything else, and deadlocks',
      unit: 'answers',
      measured: bad,
      goals: [exactly(bad, 0, 'answers')],
      details: { surprises: ours.surprises },
    },
  ];
}

type Wish = { readonly site: Site; readonly startsAt: string };

function race(
  load: HttpLoad,
  people: readonly Account[],
  { site: { landmarks }, startsAt }: Wish,
): Promise<HttpAnswer[]> {
  return Promise.all(
    people.map(({ headers }) => {
      const body: BookingInput = {
        idempotencyKey: randomUUID(),
        interviewTypeId: landmarks.interviewTypeId,
        interviewerId: landmarks.interviewerId,
        startsAt,
        jobRole: 'Backend engineer',
        experienceLevel: 'mid',
        focus: 'technical',
        timeZone: 'Europe/Berlin',
        locale: 'en',
      };
      return load.send({
        method: 'POST',
        path: routes.createBooking.path,
        headers: { ...JSON_BODY, ...headers },
        body: JSON.stringify(body),
      });
    }),
  );
}

/** Ends all holds: nobody may keep many slots unpaid, and winning is no crime. */
async function letGo(databaseUrl: string): Promise<void> {
  await withDatabase(databaseUrl, (client) =>
    client.query(`UPDATE interview SET status = 'expired' WHERE status = 'held'`),
  );
}

/** Noon (UTC) of the working day with this number, counted from today. */
function noon(workingDay: number): string {
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const week = Math.floor(workingDay / WORKING_DAYS) * 7;
  const monday = today + (week + 7 - ((new Date(today).getUTCDay() + 6) % 7)) * DAY_MS;
  return new Date(monday + (workingDay % WORKING_DAYS) * DAY_MS + NOON_MS).toISOString();
}

async function deadlocks(databaseUrl: string): Promise<number> {
  return withDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0]?.deadlocks ?? 0);
  });
}
