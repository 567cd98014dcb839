import { Injectable } from '@nestjs/common';
import type { StepSubject } from '@greenroom/contracts';
import type { StepTiming } from '@greenroom/domain';
import { z } from 'zod';
import { WaitingAction } from './waiting.ts';

const configSchema = z.strictObject({
  anchor: z.enum(['start', 'end']),
  /** From the anchor; negative before it. */
  minutes: z.int().min(-40_320).max(40_320),
});

/** Waits until a moment of the interview's plan; one that has passed is not waited for. */
@Injectable()
export class WaitUntil extends WaitingAction<typeof configSchema> {
  override readonly kind = 'wait-until';
  override readonly configSchema = configSchema;

  override subject(config: z.infer<typeof configSchema>): StepSubject {
    return { about: 'wait', ...config };
  }

  override timing(config: z.infer<typeof configSchema>): StepTiming {
    return { kind: 'wait-until', ...config };
  }
}
