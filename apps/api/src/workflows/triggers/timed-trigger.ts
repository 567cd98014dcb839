import type { InterviewStatus } from '@greenroom/contracts';
import { dueUnlessPast, type Offset } from '@greenroom/domain';
import { z } from 'zod';
import type { DomainEventType } from '../../events.ts';
import { timesOf } from '../workflow-interview.ts';
import { defineTrigger, type WorkflowTrigger } from './trigger.ts';

/** Four weeks. */
const FARTHEST_MINUTES = 40_320;

interface TimedTrigger {
  readonly kind: string;
  readonly anchor: Offset['anchor'];
  readonly direction: 'before' | 'after';
  /** Statuses in which the moment means something. */
  readonly applies: readonly InterviewStatus[];
  /** Events after which an interview does not come into any of these statuses any more. */
  readonly endsWith: readonly DomainEventType[];
}

/**
 * A trigger that is due at a moment of the interview's plan. Its run is planned as soon as the times are known, and anew when they change. A
 * moment that has passed by then is no occasion.
 */
export function defineTimedTrigger(trigger: TimedTrigger): WorkflowTrigger {
  const { kind, anchor, direction, applies, endsWith } = trigger;
  const sign = direction === 'before' ? -1 : 1;
  return defineTrigger({
    kind,
    configSchema: z.strictObject({ minutes: z.int().min(0).max(FARTHEST_MINUTES) }),
    listensTo: ['interview.scheduled', 'interview.rescheduled'],
    endsWith,
    occasions: ({ interview, event }, { minutes }) => {
      if (!applies.includes(interview.status)) return [];
      // Counted from the event: what was ahead then is made up for when it is handled late.
      const offset = { anchor, minutes: sign * minutes };
      const dueAt = dueUnlessPast(offset, timesOf(interview), event.occurredAt);
      return dueAt === null ? [] : [{ dueAt, dedupe: `${kind}-${minutes}`, facts: {} }];
    },
    objection: ({ interview, now }) => {
      if (!applies.includes(interview.status)) return { kind: 'skip', reason: 'not-ahead' };
      const anchorAt = anchor === 'start' ? interview.scheduledAt : interview.endsAt;
      // A worker that was away for so long has nothing to say of what was ahead.
      return direction === 'before' && now >= anchorAt ? { kind: 'skip', reason: 'too-late' } : null;
    },
    samplePayload: ({ scheduleVersion }) => ({ scheduleVersion, late: false }),
  });
}
