import { type StepTiming, waitsUntil } from '@greenroom/domain';
import type * as z from 'zod';
import type { Transaction } from '../../platform/database/database.ts';
import { timesOf } from '../workflow-interview.ts';
import { type ActionScene, type StepResult, WorkflowAction } from './action.ts';

/** A step that is over when its time has come. */
export abstract class WaitingAction<S extends z.ZodObject> extends WorkflowAction<S> {
  abstract override timing(config: z.infer<S>): StepTiming;

  override perform(
    _tx: Transaction,
    { interview, now, waitedUntil }: ActionScene,
    config: z.infer<S>,
  ): Promise<StepResult> {
    const until = waitedUntil ?? waitsUntil(this.timing(config), now, timesOf(interview));
    return Promise.resolve(
      until > now
        ? { kind: 'wait', reason: 'waiting', until }
        : { kind: 'done', reason: 'waited', values: { until: until.toISOString() } },
    );
  }
}
