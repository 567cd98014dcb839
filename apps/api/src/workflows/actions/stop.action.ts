import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type StepResult, WorkflowAction } from './action.ts';

const configSchema = z.strictObject({});

/** Ends the run here; its conditions say when. */
@Injectable()
export class Stop extends WorkflowAction<typeof configSchema> {
  override readonly kind = 'stop';
  override readonly configSchema = configSchema;
  override readonly stops = true;

  override perform(): Promise<StepResult> {
    return Promise.resolve({ kind: 'done', reason: 'stopped-run' });
  }
}
