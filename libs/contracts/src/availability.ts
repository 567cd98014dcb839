import * as z from 'zod/mini';
import { idSchema, instantSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

/** A start at which at least one interviewer is free for the whole interview. */
export const slotSchema = z.object({
  startsAt: instantSchema,
  endsAt: instantSchema,
  interviewerIds: z.array(idSchema),
});
export type Slot = z.infer<typeof slotSchema>;

export const slotsQuerySchema = z.strictObject({
  interviewTypeId: idSchema,
  /** Only this interviewer; anybody when absent. */
  interviewerId: z.optional(idSchema),
  from: instantSchema,
  /** At most 31 days after `from`. */
  to: instantSchema,
});

export const availabilityRoutes = {
  listSlots: defineRoute({
    method: 'GET',
    path: '/api/slots',
    summary: 'Free slots in a range, and whether somebody is free now',
    tag: 'Availability',
    access: 'public',
    query: slotsQuerySchema,
    response: z.object({ items: z.array(slotSchema), availableNow: z.boolean() }),
    errors: ['not-found'],
  }),
} as const;
