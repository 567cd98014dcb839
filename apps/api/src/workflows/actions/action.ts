import type { StepReason, StepSubject, WorkflowValues } from '@greenroom/contracts';
import type { Stay, StepTiming } from '@greenroom/domain';
import type * as z from 'zod';
import type { Transaction } from '../../platform/database/database.ts';
import type { PlannedWork } from '../../platform/due-work/due-work.ts';
import type { OccasionFacts, WorkflowInterview } from '../workflow-interview.ts';

/** What a step acts on. The interview was read, and is locked, in the transaction of the step. */
export interface ActionScene {
  readonly interview: WorkflowInterview;
  readonly occasion: OccasionFacts;
  /** Names the effect: the same step of the same run always has the same key, however often it is tried. */
  readonly dedupeKey: string;
  /** Times of the interview that the run speaks of; null for none. */
  readonly scheduleVersion: number | null;
  /** The request that the run goes back to. */
  readonly correlationId: string | null;
  readonly now: Date;
  /** Until when the step has waited; null when its turn has just come. */
  readonly waitedUntil: Date | null;
  /** The presence ledger of the interview. */
  readonly stays: () => Promise<readonly Stay[]>;
}

/** What became of a step, with what has to be told to the workers once that is committed. */
export type StepResult =
  | {
      readonly kind: 'done';
      readonly reason: StepReason;
      readonly values?: WorkflowValues;
      /** Due rows that were written. */
      readonly work?: readonly PlannedWork[];
      /** Events of the interview were published. */
      readonly published?: true;
    }
  | { readonly kind: 'skipped'; readonly reason: StepReason; readonly values?: WorkflowValues }
  | {
      readonly kind: 'wait';
      /** `waiting`: that is what the step does; `not-yet`: its trigger objects so far. */
      readonly reason: 'waiting' | 'not-yet';
      readonly until: Date;
    };

/** A step that is to be carried out now. */
export interface ActionTask<S extends z.ZodObject = z.ZodObject> {
  readonly scene: ActionScene;
  readonly config: z.infer<S>;
}

/** Waits between tries of a step that fails, in milliseconds: about six hours in all, then it is parked. */
export const RETRY_AFTER_MS: readonly number[] = [5_000, 30_000, 120_000, 600_000, 3_600_000, 18_000_000];

/**
 * Something that a step can do; one file for each. All it does is rows, written in the transaction that it is given, so that it happens
 * exactly once: what talks to the outside is a due row of its own, carried out by its own worker.
 */
export abstract class WorkflowAction<S extends z.ZodObject = z.ZodObject> {
  /** Unique; as it stands in definitions. */
  abstract readonly kind: string;
  /**
   * Of an object; the admin's form is drawn from it. A setting that goes with a value of another one alone says so for the form:
   * `.meta({ neededWhere: { to: 'address' } })`.
   */
  abstract readonly configSchema: S;
  /** Whether a step that was done ends its run. */
  readonly stops: boolean = false;
  /** Whether it changes what other steps of the interview are decided by. */
  readonly changesInterview: boolean = false;
  readonly retryAfterMs: readonly number[] = RETRY_AFTER_MS;

  /** How long a step takes before it is over, where it waits: what the plan of a run is told by. */
  timing?(config: z.infer<S>): StepTiming;

  /** What a step is about, where its kind does not say everything; names of what lies elsewhere are filled in by who asks. */
  subject?(config: z.infer<S>): StepSubject;

  /** @throws anything, when it is to be tried again: nothing of the step remains then. */
  abstract perform(tx: Transaction, scene: ActionScene, config: z.infer<S>): Promise<StepResult>;

  /** Many steps at once, in their order; for actions that need fewer statements for many than for each. */
  performAll?(tx: Transaction, tasks: readonly ActionTask<S>[]): Promise<readonly StepResult[]>;
}
