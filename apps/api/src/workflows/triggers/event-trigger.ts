import type { OccasionField } from '@greenroom/domain';
import { z } from 'zod';
import type { DomainEvents, DomainEventType } from '../../events.ts';
import type { OccasionFacts, WorkflowInterview } from '../workflow-interview.ts';
import { defineTrigger, type WorkflowTrigger } from './trigger.ts';

interface EventTrigger<E extends DomainEventType> {
  readonly kind: string;
  readonly event: E;
  readonly provides?: readonly OccasionField[];
  readonly facts?: (payload: DomainEvents[E]) => OccasionFacts;
  /** Whether it holds whatever becomes of the interview's times. */
  readonly timeless?: true;
  /** Sets events of the type apart that may come several times for the same times of an interview; without it the first one counts. */
  readonly occasion?: (payload: DomainEvents[E]) => string;
  readonly sampleInterview?: (now: Date) => Partial<WorkflowInterview>;
  readonly samplePayload: (interview: WorkflowInterview, now: Date) => DomainEvents[E];
}

/** A trigger that an event sets off as soon as it has happened. */
export function defineEventTrigger<const E extends DomainEventType>(
  trigger: EventTrigger<E>,
): WorkflowTrigger {
  const { kind, event: type, provides = [], facts, occasion, sampleInterview, samplePayload } = trigger;
  return defineTrigger({
    kind,
    configSchema: z.strictObject({}),
    provides,
    listensTo: [type],
    occasions: ({ event: { payload }, now }) => {
      const happened = payload;
      return [
        {
          dueAt: now,
          dedupe: occasion?.(happened) ?? kind,
          facts: facts?.(happened) ?? {},
          ...('scheduleVersion' in happened && { scheduleVersion: happened.scheduleVersion }),
          ...(trigger.timeless && { scheduleVersion: null }),
        },
      ];
    },
    ...(sampleInterview && { sampleInterview }),
    samplePayload,
  });
}
