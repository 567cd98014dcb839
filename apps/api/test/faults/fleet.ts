import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ApiProcess, type CompiledApi, type ServiceProcess } from '../support/api-process.ts';
import type { TestApplication } from '../support/application.ts';
import { CuttableLine } from '../support/cuttable-line.ts';
import type { KillOrder } from './kill-points.ts';
import type { SeededRandom } from './seeded-random.ts';

const CONTROL = pathToFileURL(path.join(import.meta.dirname, 'process-control.ts')).href;

export type BrokenPart = 'guard' | 'lease';

interface FleetOptions {
  readonly compiled: CompiledApi;
  readonly application: TestApplication;
  readonly folder: string;
  readonly clockFile: string;
  readonly random: SeededRandom;
  readonly apis: number;
  readonly workers: number;
  readonly broken: BrokenPart | undefined;
}

/** Processes of the compiled build over one database. Whoever ends is started again, as a service manager does it. */
export class Fleet {
  private readonly members: Member[] = [];
  private stopping = false;

  private constructor(
    private readonly options: FleetOptions,
    /** Between the processes and the database. */
    readonly line: CuttableLine,
  ) {}

  static async start(options: FleetOptions): Promise<Fleet> {
    const line = await CuttableLine.to(options.application.environment.DATABASE_URL);
    const fleet = new Fleet(options, line);
    const kinds = [
      ...Array.from({ length: options.apis }, () => 'api' as const),
      ...Array.from({ length: options.workers }, () => 'worker' as const),
    ];
    fleet.members.push(
      ...kinds.map((kind, index) => new Member(kind, path.join(options.folder, `${kind}-${index}`))),
    );
    // One after the other: four at once take longer on a busy machine than anybody waits for one.
    for (const member of fleet.members) await fleet.boot(member);
    return fleet;
  }

  /** How many processes have been killed. */
  get kills(): number {
    return this.members.reduce((sum, { ends }) => sum + ends, 0);
  }

  /** An API process that is up, as far as one can know. */
  api(): ApiProcess | undefined {
    const up = this.of('api').flatMap(({ process }) =>
      process instanceof ApiProcess && process.isRunning ? [process] : [],
    );
    const [first, ...others] = up;
    return first && this.options.random.pick([first, ...others]);
  }

  /** Every process of a kind ends itself when it comes to this point. */
  armAll(kind: Member['kind'], order: KillOrder): void {
    for (const { killFile } of this.of(kind)) writeFileSync(killFile, JSON.stringify(order));
  }

  killWorkers(): void {
    for (const { process } of this.of('worker')) process?.signal('SIGKILL');
  }

  freezeWorker(): void {
    this.of('worker')[0]?.process?.signal('SIGSTOP');
  }

  thawWorkers(): void {
    for (const { process } of this.of('worker')) process?.signal('SIGCONT');
  }

  /** No more kills, and everybody up again. */
  async heal(): Promise<void> {
    this.line.mend();
    this.thawWorkers();
    for (const { killFile } of this.members) rmSync(killFile, { force: true });
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

  private boot(member: Member): Promise<void> {
    member.up = this.start(member);
    return member.up;
  }

  private async start(member: Member): Promise<void> {
    const { compiled, application, clockFile, broken } = this.options;
    const settings = {
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import ${CONTROL}`,
      DATABASE_URL: this.line.over(application.environment.DATABASE_URL),
      FAULTS_CLOCK: clockFile,
      FAULTS_KILL: member.killFile,
      ...(broken && { FAULTS_BROKEN: broken }),
    };
    const started =
      member.kind === 'api'
        ? await compiled.start(application, settings)
        : await compiled.startWorker(application, settings);
    member.process = started;
    void started.exited.then(() => {
      if (this.stopping) return;
      member.ends += 1;
      rmSync(member.killFile, { force: true });
      return this.boot(member);
    });
  }
}

class Member {
  process: ServiceProcess | undefined;
  up: Promise<void> = Promise.resolve();
  ends = 0;
  readonly killFile: string;

  constructor(
    readonly kind: 'api' | 'worker',
    name: string,
  ) {
    this.killFile = `${name}.kill`;
  }
}
