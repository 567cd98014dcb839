import { Injectable } from '@nestjs/common';
import { absenceFrom, canTransition, sessionSeconds } from '@greenroom/domain';
import { z } from 'zod';
import { InterviewLifecycle } from '../../interviews/interview-lifecycle.service.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { type ActionScene, type StepResult, WorkflowAction } from './action.ts';

const configSchema = z.strictObject({
  to: z.enum(['no-show', 'completed']),
  /** Stands in the interview's history. */
  reason: z.string().trim().min(1).max(200),
});
type Config = z.infer<typeof configSchema>;

/** Moves the interview on, as far as its life allows that to the system. */
@Injectable()
export class ChangeStatus extends WorkflowAction<typeof configSchema> {
  override readonly kind = 'change-status';
  override readonly configSchema = configSchema;

  constructor(private readonly lifecycle: InterviewLifecycle) {
    super();
  }

  override async perform(tx: Transaction, scene: ActionScene, config: Config): Promise<StepResult> {
    const { status: from } = scene.interview;
    const { to } = config;
    if (!canTransition(from, to, 'system'))
      return { kind: 'skipped', reason: 'not-allowed', values: { from, to } };
    await this.move(tx, scene, config);
    return { kind: 'done', reason: 'status-changed', values: { from, to }, published: true };
  }

  private async move(tx: Transaction, scene: ActionScene, { to, reason }: Config): Promise<void> {
    const { id, status: from, scheduledAt } = scene.interview;
    const by = { actor: 'system', reason } as const;
    switch (to) {
      case 'no-show': {
        const absent = absenceFrom(await scene.stays(), scheduledAt);
        return this.lifecycle.transition(tx, id, from, { ...by, to, event: { absent } });
      }
      case 'completed': {
        const completedAt = scene.now;
        const durationSeconds = sessionSeconds(await scene.stays(), completedAt);
        return this.lifecycle.transition(
          tx,
          id,
          from,
          { ...by, to, event: { durationSeconds } },
          { completedAt, durationSeconds },
        );
      }
    }
  }
}
