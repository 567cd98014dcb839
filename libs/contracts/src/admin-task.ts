import * as z from 'zod/mini';
import { interviewStatusSchema } from './interview-facts.ts';
import { sessionVerdictSchema } from './policy.ts';
import { idSchema, instantSchema, pageOf, pageQuerySchema, proseSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

/**
 * What a person has to look at. `appeal`: somebody objects to the outcome; `confirm-outcome`: the evidence has spoken and waits for a yes;
 * `evidence-missing`: it speaks of an absence, about which the signalling server could not be asked; `late-evidence`: the two met after all, as was reported once the interview had been given up; `media-unseen`: the
 * session counts as delivered, and on neither side did picture or sound of the other one ever arrive; `recording-missing`: both had agreed, and
 * the file of the recording did not come.
 */
export const adminTaskKindSchema = z.enum([
  'appeal',
  'confirm-outcome',
  'evidence-missing',
  'late-evidence',
  'media-unseen',
  'recording-missing',
]);
export type AdminTaskKind = z.infer<typeof adminTaskKindSchema>;

export const adminTaskSchema = z.object({
  id: idSchema,
  kind: adminTaskKindSchema,
  openedBy: z.enum(['candidate', 'interviewer', 'system']),
  /** In the words of who opened it; null for the system's own. */
  text: z.nullable(z.string()),
  openedAt: instantSchema,
  resolvedAt: z.nullable(instantSchema),
  note: z.nullable(z.string()),
  interview: z.object({
    id: idSchema,
    status: interviewStatusSchema,
    typeName: z.string(),
    candidateName: z.string(),
    interviewerName: z.string(),
    scheduledAt: instantSchema,
    outcome: z.nullable(sessionVerdictSchema),
    proposedOutcome: z.nullable(sessionVerdictSchema),
  }),
});
export type AdminTask = z.infer<typeof adminTaskSchema>;

export const adminTaskRoutes = {
  adminListTasks: defineRoute({
    method: 'GET',
    path: '/api/admin/tasks',
    summary: 'What waits for an administrator, oldest first; what is resolved, newest first',
    tag: 'Admin',
    access: 'admin',
    query: z.extend(pageQuerySchema, { status: z._default(z.enum(['open', 'resolved']), 'open') }),
    response: pageOf(adminTaskSchema),
  }),
  adminCountTasks: defineRoute({
    method: 'GET',
    path: '/api/admin/tasks/count',
    summary: 'How many tasks are open; one statement, read from the index of the open ones',
    tag: 'Admin',
    access: 'admin',
    response: z.object({ open: z.int().check(z.nonnegative()) }),
  }),
  resolveTask: defineRoute({
    method: 'POST',
    path: '/api/admin/tasks/:taskId/resolve',
    summary: 'Close a task with a note; who opened it reads the note',
    tag: 'Admin',
    access: 'admin',
    params: z.strictObject({ taskId: idSchema }),
    body: z.strictObject({ note: proseSchema(1000).check(z.minLength(1)) }),
    response: adminTaskSchema,
    errors: ['not-found', 'state-conflict'],
  }),
} as const;
