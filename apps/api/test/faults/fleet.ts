import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ApiProcess, type CompiledApi, type ServiceProcess } from '../support/api-process.ts';
import type { TestApplication } from '../support/application.ts';
import { CuttableLine } from '../support/cuttable-line.ts';
import type { Disturbances } from './disturbances.ts';
import type { KillOrder } from './kill-points.ts';
import type { SeededRandom } from './seeded-random.ts';
import { writeMilliseconds } from './virtual-time.ts';

const CONTROL = pathToFileURL(path.join(import.meta.dirname, 'process-control.ts')).href;

/** How often a process is started again that ends while it starts: the database may be away. */
const BOOTS = 20;

export type BrokenPart = 'start' | 'guard' | 'lease';

interface FleetOptions {
  readonly compiled: CompiledApi;
  readonly application: TestApplication;
  readonly folder: string;
  readonly clockFile: string;
  readonly random: SeededRandom;
  readonly disturbances: Disturbances;
  readonly apis: number;
  readonly workers: number;
  readonly broken: BrokenPart | undefined;
}

/** Processes of the compiled build over one database. Whoever ends is started again, as a service manager does it. */
export class Fleet {
  private readonly members: Member[];
  private stopping = false;
  private redisUrl: string | undefined;
  /** How many processes have been killed. */
  kills = 0;

  private constructor(
    private readonly options: FleetOptions,
    /** Between the processes and the database. */
    private readonly line: CuttableLine,
  ) {
    const kinds = [
      ...Array.from({ length: options.apis }, () => 'api' as const),
      ...Array.from({ length: options.workers }, () => 'worker' as const),
    ];
    this.members = kinds.map((kind, index) => new Member(kind, `${kind}-${index}`, options.folder));
  }

  static async start(options: FleetOptions): Promise<Fleet> {
    const line = await CuttableLine.to(options.application.environment.DATABASE_URL);
    const fleet = new Fleet(options, line);
    try {
      // One after the other: four at once take longer on a busy machine than anybody waits for one.
      for (const member of fleet.members) await fleet.boot(member, 1);
    } catch (failure) {
      await fleet.stop();
      throw failure;
    }
    return fleet;
  }

  /** An API process that is up, as far as one can know. */
  api(): ApiProcess | undefined {
    const [first, ...others] = this.apis();
    return first && this.options.random.pick([first, ...others]);
  }

  /** All of them that are up. */
  apis(): ApiProcess[] {
    return this.of('api').flatMap(({ process }) =>
      process instanceof ApiProcess && process.isRunning ? [process] : [],
    );
  }

  /** Every process of a kind ends itself when it comes to this point. */
  armAll(kind: Member['kind'], order: KillOrder): void {
    for (const { killFile } of this.of(kind)) writeFileSync(killFile, JSON.stringify(order));
  }

  killWorkers(): void {
    for (const { process } of this.of('worker')) process?.signal('SIGKILL');
  }

  freezeWorker(): void {
    const [worker] = this.of('worker');
    if (!worker) return;
    this.options.disturbances.begin('frozen', worker.owner);
    worker.process?.signal('SIGSTOP');
  }

  thawWorkers(): void {
    for (const { process } of this.of('worker')) process?.signal('SIGCONT');
    this.options.disturbances.end('frozen');
  }

  /** Sets the clock of one process wrong. */
  skew(kind: Member['kind'], minutes: number): void {
    const [member] = this.of(kind);
    if (!member) return;
    this.options.disturbances.begin('clock');
    writeMilliseconds(member.skewFile, minutes * 60_000);
  }

  cutLine(): void {
    this.options.disturbances.begin('cut');
    this.line.cut();
  }

  mendLine(): void {
    this.line.mend();
    this.options.disturbances.end('cut');
  }

  /** Ends one process after the other in order, and starts it again with its queue on that Redis, or on PostgreSQL. */
  async moveQueue(redisUrl: string | undefined): Promise<void> {
    if (redisUrl === this.redisUrl) return;
    this.redisUrl = redisUrl;
    for (const member of this.members) {
      const { process } = member;
      process?.signal('SIGTERM');
      await process?.exited;
      await member.up;
    }
  }

  /** No more kills, and everybody up again. */
  async heal(): Promise<void> {
    this.mendLine();
    this.thawWorkers();
    for (const { killFile, skewFile } of this.members) {
      rmSync(killFile, { force: true });
      writeMilliseconds(skewFile, 0);
    }
    this.options.disturbances.end('clock');
    await Promise.all(this.members.map(({ up }) => up));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const { process } of this.members) process?.signal('SIGKILL');
    for (const { process } of this.members) await process?.exited;
    this.line.close();
  }

  private of(kind: Member['kind']): Member[] {
    return this.members.filter((member) => member.kind === kind);
  }

  private boot(member: Member, tries: number): Promise<void> {
    member.up = this.start(member).catch((failure: unknown) => {
      if (this.stopping) return;
      this.options.disturbances.begin('ended', member.owner);
      if (tries === 1) throw failure;
      return this.boot(member, tries - 1);
    });
    return member.up;
  }

  private async start(member: Member): Promise<void> {
    const { compiled, application, clockFile, broken } = this.options;
    member.boots += 1;
    const settings = {
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import ${CONTROL}`,
      DATABASE_URL: this.databaseUrl(member),
      FAULTS_CLOCK: clockFile,
      FAULTS_SKEW: member.skewFile,
      FAULTS_KILL: member.killFile,
      ...(this.redisUrl !== undefined && { REDIS_URL: this.redisUrl }),
      ...(broken && { FAULTS_BROKEN: broken }),
    };
    const started =
      member.kind === 'api'
        ? await compiled.start(application, settings)
        : await compiled.startWorker(application, settings);
    member.process = started;
    void started.exited.then(() => {
      if (this.stopping) return;
      this.options.disturbances.begin('ended', member.owner);
      if (started.wasKilled) this.kills += 1;
      rmSync(member.killFile, { force: true });
      // Whoever waits for it to be up hears of a failure.
      void this.boot(member, BOOTS).catch(() => undefined);
    });
  }

  /** Over the line, and under the name of the process. */
  private databaseUrl({ owner }: Member): string {
    const url = new URL(this.line.over(this.options.application.environment.DATABASE_URL));
    url.searchParams.set('application_name', owner);
    return url.href;
  }
}

class Member {
  process: ServiceProcess | undefined;
  up: Promise<void> = Promise.resolve();
  boots = 0;
  readonly killFile: string;
  readonly skewFile: string;

  constructor(
    readonly kind: 'api' | 'worker',
    private readonly name: string,
    folder: string,
  ) {
    this.killFile = path.join(folder, `${name}.kill`);
    this.skewFile = path.join(folder, `${name}.skew`);
    writeMilliseconds(this.skewFile, 0);
  }

  /** The process that runs now, apart from those before it. */
  get owner(): string {
    return `${this.name}.${this.boots}`;
  }
}
