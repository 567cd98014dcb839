import { Injectable } from '@nestjs/common';
import type { StepSubject } from '@greenroom/contracts';
import type { StepTiming } from '@greenroom/domain';
import { z } from 'zod';
import { WaitingAction } from './waiting.ts';

const configSchema = z.strictObject({ minutes: z.int().min(1).max(40_320) });

/** Waits for a time, counted from its turn. */
@Injectable()
export class WaitFor extends WaitingAction<typeof configSchema> {
  override readonly kind = 'wait-for';
  override readonly configSchema = configSchema;

  override subject({ minutes }: z.infer<typeof configSchema>): StepSubject {
    return { about: 'wait', anchor: 'turn', minutes };
  }

  override timing({ minutes }: z.infer<typeof configSchema>): StepTiming {
    return { kind: 'wait-for', minutes };
  }
}
