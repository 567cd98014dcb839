import { Injectable } from '@nestjs/common';
import type { StepSubject } from '@greenroom/contracts';
import {
  absenceFrom,
  canTransition,
  sessionSeconds,
  verdictOfAbsence,
  verdictOfSession,
} from '@greenroom/domain';
import { z } from 'zod';
import { InterviewLifecycle } from '../../interviews/interview-lifecycle.service.ts';
import { SessionOutcomes } from '../../interviews/session-outcomes.ts';
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
  override readonly changesInterview = true;

  constructor(
    private readonly lifecycle: InterviewLifecycle,
    private readonly outcomes: SessionOutcomes,
  ) {
    super();
  }

  override subject({ to }: Config): StepSubject {
    return { about: 'status', to };
  }

  override async perform(tx: Transaction, scene: ActionScene, config: Config): Promise<StepResult> {
    const { status: from } = scene.interview;
    const { to } = config;
    if (!canTransition(from, to, 'system'))
      return { kind: 'skipped', reason: 'not-allowed', values: { from, to } };
    await this.move(tx, scene, config);
    return { kind: 'done', reason: 'status-changed', values: { from, to }, published: true };
  }

  /** With the status goes what the session was, by the same evidence that decides where nobody has written a workflow. */
  private async move(tx: Transaction, scene: ActionScene, { to, reason }: Config): Promise<void> {
    const { interview, now } = scene;
    const { id, status: from, scheduledAt, durationMinutes } = interview;
    const by = { actor: 'system', cause: 'workflow', reason } as const;
    const stays = await scene.stays();
    if (to === 'no-show') {
      const absent = absenceFrom(stays, scheduledAt);
      await this.lifecycle.transition(tx, id, from, { ...by, to, event: { absent } }, { absent });
      return this.outcomes.decide(tx, interview, verdictOfAbsence(absent), 'evidence', null);
    }
    const durationSeconds = sessionSeconds(stays, now);
    const completed = { ...by, to, event: { durationSeconds } };
    await this.lifecycle.transition(tx, id, from, completed, { completedAt: now, durationSeconds });
    const verdict = verdictOfSession({ durationSeconds, plannedSeconds: durationMinutes * 60 });
    await this.outcomes.decide(tx, interview, verdict, 'evidence', null);
  }
}
