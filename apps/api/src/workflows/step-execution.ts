import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Metrics } from '../observability/metrics.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { Backlog } from '../platform/due-work/backlog.ts';
import type { DueRow, DueWork, PlannedWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { WakeUps } from '../platform/due-work/wake-ups.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { RETRY_AFTER_MS, type StepResult } from './actions/action.ts';
import { StepDecision } from './step-decision.ts';
import { WorkflowKinds } from './workflow-kinds.ts';
import {
  type ClaimedStep,
  STEP_WORK,
  type StepProgress,
  WorkflowStepsRepository,
} from './workflow-steps.repository.ts';

/** Steps that one transaction carries out: its statements are few for each, and it does not hold their interviews for long. */
const LOT = 40;

/** How far looks see beyond the next one, so that a step gets its wake-up before it is due. */
const AHEAD_MS = 1_000;

/** What is told to the workers after the commit. */
interface Aftermath {
  readonly claimed: readonly ClaimedStep[];
  /** Whether there may be more that is due now. */
  readonly full: boolean;
  /** Steps that are due by it, now or later. */
  readonly due: readonly DueRow[];
  readonly work: readonly PlannedWork[];
  /** Interviews of which events were published. */
  readonly published: ReadonlySet<string>;
}

const NOTHING: Aftermath = { claimed: [], full: false, due: [], work: [], published: new Set() };

/**
 * Carries out steps when they are due. A step is one transaction: its claim, the reading of its interview, its guards, its effect as rows, its
 * outcome and the turn of the next step. Killed anywhere, all of it has happened or nothing, and what has not is still due.
 */
@Injectable()
export class StepExecution implements DueWork, OnModuleInit {
  readonly kind = STEP_WORK;
  readonly lane = 'prompt';
  private readonly logger = new Logger(StepExecution.name);

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly database: Database,
    private readonly steps: WorkflowStepsRepository,
    private readonly decision: StepDecision,
    private readonly kinds: WorkflowKinds,
    private readonly outbox: Outbox,
    private readonly wakeUps: WakeUps,
    private readonly registry: DueWorkRegistry,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  due(now: Date, limit: number): Promise<readonly DueRow[]> {
    const soon = new Date(now.getTime() + this.environment.SWEEP_INTERVAL_MS + AHEAD_MS);
    return this.steps.due(now, soon, LOT, limit);
  }

  backlog(now: Date): Promise<Backlog> {
    return this.steps.backlog(now);
  }

  /** Carries out everything that is due, a lot at a time, this step among it. */
  async run(id: string): Promise<void> {
    let seen = false;
    for (;;) {
      const lot = await this.carryOutLot();
      seen ||= lot.claimed.some(({ stepId }) => stepId === id);
      if (!lot.full && lot.due.length === 0) break;
    }
    if (!seen) await this.carryOutOne(id);
  }

  private async carryOutLot(): Promise<Aftermath> {
    let claimed: readonly ClaimedStep[] = [];
    try {
      return await this.carryOut(async (tx) => {
        claimed = await this.steps.claimDue(tx, this.clock.now(), LOT);
        return claimed;
      });
    } catch (failure) {
      if (claimed.length === 0) throw failure;
      // One of them spoilt it for all: each by itself, so that only that one waits.
      const alone = [];
      for (const { stepId } of claimed) alone.push(await this.carryOutOne(stepId));
      return { ...NOTHING, claimed, full: true, due: alone.flatMap(({ due }) => due) };
    }
  }

  private async carryOutOne(id: string): Promise<Aftermath> {
    let claimed: ClaimedStep | undefined;
    try {
      return await this.carryOut(async (tx) => {
        claimed = await this.steps.claimOne(tx, id, this.clock.now());
        return claimed ? [claimed] : [];
      });
    } catch (failure) {
      if (!claimed) throw failure;
      await this.fail(claimed, failure);
      return NOTHING;
    }
  }

  /** One transaction, and what is told to the workers after it. */
  private async carryOut(claim: (tx: Transaction) => Promise<readonly ClaimedStep[]>): Promise<Aftermath> {
    const aftermath = await this.database.transaction(async (tx): Promise<Aftermath> => {
      const all = await claim(tx);
      const claimed = this.togetherOf(all);
      const full = all.length === LOT || claimed.length < all.length;
      const results = await this.decision.carryOut(tx, claimed);
      const progress: StepProgress[] = [];
      const work: PlannedWork[] = [];
      const published = new Set<string>();
      for (const step of claimed) {
        const result = results.get(step.stepId);
        if (!result) throw new Error(`Nothing is said of the step ${step.stepId}`);
        progress.push(progressOf(step, result, this.kinds));
        if (result.kind !== 'done') continue;
        work.push(...(result.work ?? []));
        if (result.published) published.add(step.id);
      }
      const due = await this.steps.advance(tx, progress, this.clock.now());
      return { claimed, full, due, work, published };
    });
    await this.announce(aftermath);
    return aftermath;
  }

  /**
   * Steps that one transaction can carry out together. One that changes its interview is the only one of that interview: what the others are
   * decided by is read when their turn comes.
   */
  private togetherOf(claimed: readonly ClaimedStep[]): readonly ClaimedStep[] {
    const changing = new Map<string, string>();
    for (const { id, stepId, kind } of claimed)
      if (this.kinds.actions.get(kind)?.changesInterview && !changing.has(id)) changing.set(id, stepId);
    return claimed.filter(({ id, stepId }) => (changing.get(id) ?? stepId) === stepId);
  }

  private async announce({ claimed, due, work, published }: Aftermath): Promise<void> {
    for (const { kind } of claimed) this.metrics.workflowSteps.inc({ kind });
    for (const interviewId of published) await this.outbox.flush(interviewId);
    const now = this.clock.now();
    const later = due.filter(({ dueAt }) => dueAt > now).map((step) => ({ ...step, kind: this.kind }));
    await this.wakeUps.announceAll([...work, ...later]);
  }

  private async fail(step: ClaimedStep, failure: unknown): Promise<void> {
    const { stepId, kind, attempts } = step;
    // A kind that is not known here may be in a newer version of the worker.
    const { retryAfterMs } = this.kinds.actions.get(kind) ?? { retryAfterMs: RETRY_AFTER_MS };
    const wait = retryAfterMs[attempts];
    const retryAt = wait === undefined ? null : new Date(this.clock.now().getTime() + wait);
    const message = failure instanceof Error ? failure.message.slice(0, 500) : 'unknown';
    await this.steps.fail(step, message, retryAt);
    this.logger.error({ err: failure, stepId, kind, retryAt }, 'A step of a workflow failed');
  }
}

function progressOf(step: ClaimedStep, result: StepResult, kinds: WorkflowKinds): StepProgress {
  const { stepId, runId, position, kind } = step;
  const place = { stepId, runId, position };
  switch (result.kind) {
    case 'wait': {
      const outcome = { reason: result.reason, values: { until: result.until.toISOString() } };
      return { ...place, status: 'pending', dueAt: result.until, outcome, then: 'stay' };
    }
    case 'done':
    case 'skipped': {
      const stops =
        result.reason === 'run-conditions-not-met' || (result.kind === 'done' && kinds.action(kind).stops);
      const outcome = { reason: result.reason, values: result.values ?? {} };
      return { ...place, status: result.kind, dueAt: null, outcome, then: stops ? 'stop' : 'next' };
    }
  }
}
