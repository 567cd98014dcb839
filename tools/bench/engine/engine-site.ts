import pg from 'pg';
import type { Server } from '../servers.ts';
import type { Testbed } from '../testbed.ts';
import type { JobRate } from './raw-jobs.ts';
import {
  addWorkflows,
  mailLateness,
  type Plan,
  planSteps,
  type StepKind,
  stepLateness,
  untilMailsAreSent,
  untilStepsAreDone,
} from './planned-steps.ts';

/** Interviews, all of them ahead: enough for each of many steps that are due at once to have one of its own. */
const INTERVIEWS = 5_000;

/** From planning steps to their time: longer than any look sees ahead, so that they are found as those of every day are. */
const AHEAD_MS = 6_000;

/** A database with interviews and scheduled reminders, and worker processes on it. */
export class EngineSite {
  readonly databaseUrl: string;
  readonly #client: pg.Client;
  readonly #testbed: Testbed;
  readonly #env: Readonly<Record<string, string>>;
  readonly #workers: Server[] = [];
  #batches = 0;

  /**
   * @param scheduled reminders of the next weeks that are in the tables all the time
   * @param settings of the workers
   */
  static async prepare(
    testbed: Testbed,
    { name, scheduled, settings }: { name: string; scheduled: number; settings: Record<string, string> },
  ): Promise<EngineSite> {
    const databaseUrl = await testbed.database(name, INTERVIEWS, INTERVIEWS);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    testbed.onClose(() => client.end());
    await addWorkflows(client);
    const laterMs = 3_600_000;
    const later = { batch: 'later', kind: 'send-email', dueInMs: laterMs, apartMs: laterMs / 100 } as const;
    await planSteps(client, { ...later, count: scheduled });
    await client.query('VACUUM ANALYZE');
    const { env } = await testbed.stack();
    return new EngineSite(testbed, client, { ...env, ...settings, DATABASE_URL: databaseUrl });
  }

  private constructor(testbed: Testbed, client: pg.Client, env: Readonly<Record<string, string>>) {
    this.#testbed = testbed;
    this.#client = client;
    this.#env = env;
    this.databaseUrl = env.DATABASE_URL ?? '';
  }

  async startWorker(): Promise<void> {
    this.#workers.push(await this.#testbed.servers.start('worker', this.#env));
  }

  /** Ends the worker that was started last. */
  async stopWorker(): Promise<void> {
    await this.#workers.pop()?.stop();
  }

  /** Lets steps fall due that do nothing. */
  async doNothing(count: number): Promise<JobRate & { readonly lateness: readonly number[] }> {
    const plan = this.#plan('stop', count);
    const cpu = await this.#letFallDue(plan);
    const lateness = await this.#complete(plan, stepLateness);
    await this.#forgetDone();
    return { ...rateOf(lateness, cpu), lateness };
  }

  /** Lets steps fall due that each send an e-mail, and waits for the mails too. */
  async sendMails(
    count: number,
    apartMs = 0,
  ): Promise<JobRate & { readonly started: readonly number[]; readonly sent: readonly number[] }> {
    const plan = this.#plan('send-email', count, apartMs);
    const cpu = await this.#letFallDue(plan, () => untilMailsAreSent(this.#client));
    const started = await this.#complete(plan, stepLateness);
    const sent = await this.#complete(plan, mailLateness);
    await this.#forgetDone();
    return { ...rateOf(sent, cpu), started, sent };
  }

  /** Lets steps fall due that each send an e-mail, and waits until all are planned; when the mails come is another matter. */
  async startMails(count: number): Promise<readonly number[]> {
    const plan = this.#plan('send-email', count);
    await this.#letFallDue(plan);
    return this.#complete(plan, stepLateness);
  }

  #plan(kind: StepKind, count: number, apartMs = 0): Plan {
    return { batch: `batch-${++this.#batches}`, kind, count, dueInMs: AHEAD_MS, apartMs };
  }

  /** CPU time of the workers until everything was done, in milliseconds. */
  async #letFallDue(plan: Plan, andThen: () => Promise<void> = () => Promise.resolve()): Promise<number> {
    await planSteps(this.#client, plan);
    const used = () => this.#workers.reduce((sum, worker) => sum + worker.cpuMs(), 0);
    const before = used();
    await untilStepsAreDone(this.#client, plan.dueInMs + plan.apartMs * plan.count);
    await andThen();
    return used() - before;
  }

  /** A batch of which something was skipped or parked measures something else. */
  async #complete(
    { batch, count }: Plan,
    read: (client: pg.Client, batch: string) => Promise<number[]>,
  ): Promise<number[]> {
    const lateness = await read(this.#client, batch);
    if (lateness.length === count) return lateness;
    const { rows } = await this.#client.query(
      `SELECT status, last_error, outcome, count(*)::int FROM workflow_step WHERE status <> 'done' AND due_at <= now()
       GROUP BY 1, 2, 3
       UNION ALL SELECT status, last_error, NULL, count(*)::int FROM message WHERE status <> 'sent' GROUP BY 1, 2`,
    );
    throw new Error(`${count - lateness.length} steps of ${count} were not done: ${JSON.stringify(rows)}`);
  }

  /** Removes what is done, so that each round finds the tables as the first one did. */
  async #forgetDone(): Promise<void> {
    await this.#client.query('DELETE FROM message');
    await this.#client.query(`DELETE FROM workflow_run WHERE status <> 'running'`);
  }
}

/** From the time that steps are due until the last one is done. */
const rateOf = (lateness: readonly number[], cpuMs: number): JobRate => ({
  perSecond: (lateness.length / Math.max(...lateness)) * 1000,
  cpuMsEach: cpuMs / lateness.length,
});
