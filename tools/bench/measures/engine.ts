import { createTransport } from 'nodemailer';
import { startRedis } from '../../test-database/redis.ts';
import { EngineSite } from '../engine/engine-site.ts';
import { type RawJobs, rawJobs } from '../engine/raw-jobs.ts';
import { atLeastTimes, atMost, type Row } from '../row.ts';
import { median, p99 } from '../statistics.ts';
import type { Testbed } from '../testbed.ts';

/** Reminders that are scheduled for later, in the tables all the time. */
const SCHEDULED = 100_000;

/** Steps of one round, and jobs of one round of the yardstick. */
const STEPS = 4_000;
const RAW_JOBS = 2_000;
const MAILS = 500;
/** Done before anything is counted: until then connections are made and the compiler is at work. */
const WARM_UP = 400;
/** Rounds at the most: a round takes seconds. */
const ROUNDS = 3;

/** The goals: so many times a raw job. */
const TIMES_RAW = { PostgreSQL: 1, Redis: 0.25 } as const;
type Backend = keyof typeof TIMES_RAW;

/** Reminders that fall due one after the other, and the goal for the latest of a hundred of them, in milliseconds. */
const STREAM = { count: 200, apartMs: 100 } as const;
const LATE_MS = 1_000;

/** Reminders that are due at once, and the goal until all of them are started, in milliseconds. */
const AT_ONCE = 5_000;
const STARTED_MS = 10_000;

/** About as much as the mail of a reminder. */
const MAIL_BODY = 'Your interview begins in an hour. '.repeat(300);

/** Steps of workflows on both queues, beside raw jobs on the same queue. */
export async function engine(testbed: Testbed): Promise<Row[]> {
  const rows = await measureOn('PostgreSQL', testbed);
  const redis = await startRedis();
  if (!redis) {
    console.log('There is no redis-server on this machine: nothing is measured on Redis.');
    return rows;
  }
  testbed.onClose(redis.stop);
  return [...rows, ...(await measureOn('Redis', testbed, redis.url))];
}

async function measureOn(backend: Backend, testbed: Testbed, redisUrl?: string): Promise<Row[]> {
  const site = await EngineSite.prepare(testbed, {
    name: `bench_engine_${backend.toLowerCase()}`,
    scheduled: SCHEDULED,
    settings: redisUrl === undefined ? {} : { REDIS_URL: redisUrl },
  });
  const raw = rawJobs(site.databaseUrl, redisUrl);
  await site.startWorker();
  await site.doNothing(WARM_UP);
  await raw.run(WARM_UP, () => Promise.resolve());
  const rows = [
    ...(await throughput(backend, { site, raw, rounds: Math.min(testbed.effort.rounds, ROUNDS) })),
    await mails(backend, { site, raw, smtpUrl: (await testbed.stack()).env.SMTP_URL }),
    await stream(backend, site),
    await atOnce(backend, site),
  ];
  await site.stopWorker();
  await raw.close();
  return rows;
}

async function throughput(
  backend: Backend,
  { site, raw, rounds }: { site: EngineSite; raw: RawJobs; rounds: number },
): Promise<Row[]> {
  const ours = [];
  const theirs = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await site.doNothing(STEPS));
    theirs.push(await raw.run(RAW_JOBS, () => Promise.resolve()));
  }
  await site.startWorker();
  await site.doNothing(WARM_UP);
  const both = [];
  for (let round = 0; round < rounds; round += 1) both.push(await site.doNothing(STEPS));
  await site.stopWorker();
  const measured = median(ours.map(({ perSecond }) => perSecond));
  const value = median(theirs.map(({ perSecond }) => perSecond));
  return [
    {
      what: `steps that do nothing, queue on ${backend}`,
      unit: 'a second',
      measured,
      yardstick: { name: 'raw BullMQ jobs', value },
      goals: [atLeastTimes(measured, value, TIMES_RAW[backend])],
      details: {
        rounds: ours.map(({ perSecond }) => perSecond),
        yardstickRounds: theirs.map(({ perSecond }) => perSecond),
        cpuMsEach: median(ours.map(({ cpuMsEach }) => cpuMsEach)),
        yardstickCpuMsEach: median(theirs.map(({ cpuMsEach }) => cpuMsEach)),
        p99Ms: p99(ours.flatMap(({ lateness }) => lateness)),
      },
    },
    {
      what: '… with two workers',
      unit: 'a second',
      measured: median(both.map(({ perSecond }) => perSecond)),
      yardstick: { name: 'one worker', value: measured },
      goals: [],
      details: {
        rounds: both.map(({ perSecond }) => perSecond),
        cpuMsEach: median(both.map(({ cpuMsEach }) => cpuMsEach)),
      },
    },
  ];
}

async function mails(
  backend: Backend,
  { site, raw, smtpUrl }: { site: EngineSite; raw: RawJobs; smtpUrl: string | undefined },
): Promise<Row> {
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: 4 });
  const send = async () => {
    await transport.sendMail({
      from: 'interviews@greenroom.example',
      to: 'casey@example.com',
      subject: 'Reminder',
      html: MAIL_BODY,
    });
  };
  await raw.run(MAILS, send);
  const theirs = await raw.run(MAILS, send);
  transport.close();
  await site.sendMails(MAILS);
  const ours = await site.sendMails(MAILS);
  return {
    what: `steps that send an e-mail, until the mail server has it, queue on ${backend}`,
    unit: 'a second',
    measured: ours.perSecond,
    yardstick: { name: 'raw BullMQ jobs that send one', value: theirs.perSecond },
    goals: [],
    details: { cpuMsEach: ours.cpuMsEach, yardstickCpuMsEach: theirs.cpuMsEach, p99Ms: p99(ours.sent) },
  };
}

async function stream(backend: Backend, site: EngineSite): Promise<Row> {
  const { started, sent } = await site.sendMails(STREAM.count, STREAM.apartMs);
  const measured = p99(sent);
  return {
    what: `reminders beside ${SCHEDULED.toLocaleString('en')} scheduled ones: due to accepted by the mail server, p99; queue on ${backend}`,
    unit: 'ms',
    measured,
    goals: [atMost(measured, LATE_MS, 'ms')],
    details: { p50Ms: median(sent), startedP50Ms: median(started), startedP99Ms: p99(started) },
  };
}

async function atOnce(backend: Backend, site: EngineSite): Promise<Row> {
  const started = await site.startMails(AT_ONCE);
  const measured = Math.max(...started);
  return {
    what: `${AT_ONCE.toLocaleString('en')} reminders due at once: all started; queue on ${backend}`,
    unit: 'ms',
    measured,
    goals: [atMost(measured, STARTED_MS, 'ms')],
    details: { p50Ms: median(started), p99Ms: p99(started) },
  };
}
