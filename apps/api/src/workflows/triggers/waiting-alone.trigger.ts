import type { ParticipantRole } from '@greenroom/contracts';
import { waitingAloneSince } from '@greenroom/domain';
import { z } from 'zod';
import type { WorkflowInterview } from '../workflow-interview.ts';
import { defineTrigger } from './trigger.ts';

const sides: readonly ParticipantRole[] = ['candidate', 'interviewer'];

/** Somebody has waited in the room for so many seconds, from the planned start on, and the other side has not come. */
export const waitingAlone = defineTrigger({
  kind: 'waiting-alone',
  configSchema: z.strictObject({ seconds: z.int().min(10).max(3_600) }),
  provides: ['side'],
  listensTo: ['person.joined', 'person.left', 'interview.rescheduled'],
  endsWith: ['interview.started', 'interview.cancelled', 'interview.no-show'],
  occasions: async ({ interview, now, stays }, { seconds }) => {
    if (interview.status !== 'scheduled') return [];
    const known = await stays();
    return sides.flatMap((side) => {
      const since = waitingAloneSince(known, side, interview.scheduledAt, now);
      if (!since) return [];
      const dueAt = new Date(since.getTime() + seconds * 1000);
      return [{ dueAt, dedupe: `alone-${side}-${since.getTime()}`, facts: { side } }];
    });
  },
  objection: async ({ interview, now, stays, occasion: { side } }, { seconds }) => {
    if (interview.status !== 'scheduled') return { kind: 'skip', reason: 'not-ahead' };
    const since = isSide(side) ? waitingAloneSince(await stays(), side, interview.scheduledAt, now) : null;
    if (!since) return { kind: 'skip', reason: 'not-alone' };
    const dueAt = new Date(since.getTime() + seconds * 1000);
    return dueAt > now ? { kind: 'wait', until: dueAt } : null;
  },
  sampleInterview: (now) => ({ scheduledAt: now }),
  samplePayload: ({ scheduledAt }: WorkflowInterview) => ({
    role: 'candidate',
    at: scheduledAt.toISOString(),
  }),
});

const isSide = (value: unknown): value is ParticipantRole => sides.some((side) => side === value);
