import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from './bootstrap.mjs';
import { migrate, seed } from './database.ts';
import { type Instance, ROOT, instanceFolders } from './paths.ts';
import { PidFiles } from './pid-files.ts';
import { type Ports, apiSettings, choosePorts, chooseStandIns, planServices } from './plan.ts';
import { notePorts } from './port-notes.ts';
import { type Durability, Postgres } from './postgres.ts';
import { Service } from './service.ts';
import { type Secrets, givenSettings, readSecrets } from './settings.ts';

/** How to run the stack. */
export type StackOptions = {
  /** `test`: fresh data that is thrown away, no durability, nothing from `.env`. `embedded`: data is kept. */
  readonly profile: 'embedded' | 'test';
  /** Ports that must be these; free ones are found for the rest. */
  readonly ports?: Partial<Ports>;
  /** Additional settings of the API and the worker. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Begin with fresh data. */
  readonly reset?: boolean;
  /** Extra options for Node when it runs the API and the worker, such as `--watch`. */
  readonly nodeOptions?: readonly string[];
  /** The program of a real Prosody to run in place of the stand-in. */
  readonly prosody?: string | undefined;
  /** Told about every part of the start; must run `work` and return its result. */
  readonly step?: Step;
};

type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

const runSilently: Step = (_name, work) => work();

/** A running stack. The portal must have been built (`npm run build`) before. */
export type Stack = {
  readonly portalUrl: string;
  readonly apiUrl: string;
  readonly databaseUrl: string;
  /** The local mailbox, and the local Stripe's API; undefined when a real one is configured. */
  readonly mailUrl: string | undefined;
  readonly stripeUrl: string | undefined;
  /** The complete environment of the API: enough to start a second one on another `PORT`. */
  readonly env: Readonly<Record<string, string>>;
  /** With the demo passwords. */
  readonly secrets: Secrets;
  /** By name: postgres, mail, stripe, signalling, api, worker, gateway. Fault tests kill, freeze and restart them. */
  readonly processes: ReadonlyMap<string, Service>;
  /** Resolves with a report when a process ends that nobody asked to end. */
  readonly failed: Promise<string>;
  /** Ends all processes, last started first; removes the data in the test profile. */
  readonly stop: () => Promise<void>;
};

let testStacks = 0;

/** Waits for all, also when one fails, so that nothing is still starting while the rest is being stopped. */
async function startTogether(starts: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(starts);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Starts everything `npm start` starts, on loopback; resolves when the portal answers. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { profile, step = runSilently } = options;
  const isTest = profile === 'test';
  const instance = instanceFolders(isTest ? `test-${process.pid}-${++testStacks}` : 'main');
  if (isTest) await removeLeftOvers();
  const pidFiles = new PidFiles(instance);
  await pidFiles.takeOver();

  const given = isTest ? {} : givenSettings();
  const ports = await choosePorts(options.ports ?? {});
  notePorts(instance, ports);
  const running: Service[] = [];
  let reportFailure: (report: string) => void = () => undefined;
  const failed = new Promise<string>((resolve) => {
    reportFailure = resolve;
  });
  const start = async (service: Service, work = () => service.start()) => {
    running.push(service);
    await step(service.name, work);
    service.onUnexpectedExit = (dead, how) => {
      reportFailure(
        `${dead.name} ended unexpectedly (${how}). Its log (${dead.logFile}) ends with:\n${dead.tail()}`,
      );
    };
  };
  const postgres =
    given.DATABASE_URL === undefined
      ? new Postgres(instance, ports.postgres, isTest ? 'throw-away' : 'kept')
      : undefined;
  const stop = async () => {
    for (const service of running.toReversed()) await service.stop();
    pidFiles.release();
    if (isTest) removeInstance(instance);
  };

  try {
    if (options.reset) resetData(instance);
    const secrets = readSecrets(instance);
    if (postgres) await start(postgres.service, () => postgres.start());
    const databaseUrl = postgres?.url() ?? given.DATABASE_URL ?? '';
    const env = { ...apiSettings(given, ports, secrets, databaseUrl), ...options.settings };
    await step('migrations', () => migrate(databaseUrl));
    if (postgres) await step('demo data', () => seed(env, secrets));
    const standIns = chooseStandIns(given);
    const { nodeOptions, prosody } = options;
    const waves = planServices({ instance, ports, standIns, env, nodeOptions, prosody });
    for (const wave of waves) await startTogether(wave.map((spec) => start(new Service(instance, spec))));
    return {
      portalUrl: `http://localhost:${ports.portal}`,
      apiUrl: `http://127.0.0.1:${ports.api}`,
      databaseUrl,
      mailUrl: standIns.mail ? `http://127.0.0.1:${ports.mail}` : undefined,
      stripeUrl: standIns.stripe ? `http://127.0.0.1:${ports.stripe}` : undefined,
      env,
      secrets,
      processes: new Map(running.map((service) => [service.name, service])),
      failed,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A migrated database for tests. */
export type TestDatabase = {
  readonly databaseUrl: string;
  /** Ends the server as a crash does: at once, without a word to anybody. */
  readonly crash: () => Promise<void>;
  /** Starts it again after a crash; resolves when it has replayed its log. */
  readonly recover: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The migrated database that tests copy: `CREATE DATABASE mine TEMPLATE greenroom_template`. */
const TEMPLATE = 'greenroom_template';

/**
 * Starts a throw-away PostgreSQL with a migrated database and a migrated template to copy for each test worker.
 *
 * @param name apart from other servers of the same process.
 */
export async function startDatabase(
  name = String(++testStacks),
  durability: Exclude<Durability, 'kept'> = 'throw-away',
): Promise<TestDatabase> {
  await removeLeftOvers();
  const instance = instanceFolders(`test-${process.pid}-${name}`);
  const pidFiles = new PidFiles(instance);
  await pidFiles.takeOver();
  const postgres = new Postgres(instance, (await choosePorts({})).postgres, durability);
  const stop = async () => {
    await postgres.service.stop();
    pidFiles.release();
    removeInstance(instance);
  };
  try {
    await postgres.start();
    const databaseUrl = postgres.url();
    await migrate(databaseUrl);
    await postgres.copyDatabase(TEMPLATE);
    // PostgreSQL's immediate shutdown (pg_ctl, "Options", immediate): as a crash, it leaves the log to be replayed.
    const crash = () => postgres.service.kill('SIGQUIT');
    return { databaseUrl, crash, recover: () => postgres.service.start(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ends and removes what test runs that were killed have left. */
export async function removeLeftOvers(): Promise<void> {
  const folder = path.join(ROOT, '.local', 'instances');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('test-')) : [];
  for (const name of names) {
    const pid = Number(name.split('-')[1]);
    if (pid === process.pid || isAlive(pid)) continue;
    const instance = instanceFolders(name);
    await new PidFiles(instance).takeOver();
    removeInstance(instance);
  }
}

function removeInstance(instance: Instance): void {
  for (const folder of [instance.clusterFolder, instance.folder])
    rmSync(folder, { recursive: true, force: true });
}

/** Forgets the data of an instance, but not its secrets: the demo passwords stay those that were printed. */
function resetData(instance: Instance): void {
  for (const folder of [
    instance.clusterFolder,
    path.join(instance.folder, 'mail'),
    path.join(instance.folder, 'stripe'),
  ]) {
    rmSync(folder, { recursive: true, force: true });
  }
}
