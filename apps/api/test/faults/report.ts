import type { Evidence } from './evidence.ts';
import type { Phase } from './fault.ts';
import type { World } from './world.ts';

interface ReportOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly hasRedis: boolean;
  /** For whoever watches a long run. */
  readonly isPrinted: boolean;
}

/** What was injected, and what held: a few lines for each round, and at the end how often each fault came. */
export class Report {
  /** Every fault so far, with its phase. */
  readonly injected: string[] = [];
  private readonly counts = new Map<string, number>();
  private readonly roundsOn = new Map<World['queue'], number>();
  private shown = 0;
  private held = 0;
  private total = '';

  constructor(private readonly options: ReportOptions) {
    if (!options.hasRedis)
      this.print('There is no redis-server on this machine: the queue is on PostgreSQL in every round.');
  }

  begin(queue: World['queue']): void {
    this.roundsOn.set(queue, (this.roundsOn.get(queue) ?? 0) + 1);
  }

  inject(phase: Phase, fault: string): void {
    this.injected.push(`${phase}: ${fault}`);
    // At which of its times a process was killed does not make it another fault.
    const name = fault.replace(/ \(\d+\)$/, '');
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  /** A round is over, and everything held. */
  hold({ interviews, charges, mails, receipts, acknowledged }: Evidence, kills: number): void {
    this.held += 1;
    const { rounds, seed } = this.options;
    this.total = [
      `${this.injected.length} faults, ${kills} processes killed`,
      `${interviews.length} interviews, ${charges.length} payments, ${mails.length} mails, ${receipts.length} calls of webhooks`,
      `${acknowledged.length} answers kept`,
    ].join('; ');
    const since = this.injected.slice(this.shown);
    this.shown = this.injected.length;
    this.print([`round ${this.held} of ${rounds} (seed ${seed}) held: ${this.total}`, ...since].join('\n  '));
  }

  /** The closing lines. */
  close(): void {
    const { rounds, seed } = this.options;
    const injected = [...this.counts].sort(([a], [b]) => a.localeCompare(b));
    const queues = [...this.roundsOn].map(([queue, count]) => `${count} on ${queue}`).join(', ');
    const last = this.injected.slice(this.shown).join('; ');
    this.print(
      [
        `\nInjected (seed ${seed}):`,
        ...injected.map(([name, count]) => `${String(count).padStart(5)}  ${name}`),
        `\n${this.total}`,
        this.held === rounds
          ? `${rounds} rounds (${queues}) with seed ${seed}: all invariants held`
          : `${this.held} of ${rounds} rounds (${queues}) with seed ${seed} held; the next one failed after: ${last}`,
      ].join('\n'),
    );
  }

  private print(text: string): void {
    if (this.options.isPrinted) process.stdout.write(`${text}\n`);
  }
}
