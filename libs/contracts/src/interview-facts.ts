import * as z from 'zod/mini';

/** held → scheduled → in-progress → completed, with the exits expired, cancelled, no-show. */
export const interviewStatuses = [
  'held',
  'scheduled',
  'in-progress',
  'completed',
  'expired',
  'cancelled',
  'no-show',
] as const;
export const interviewStatusSchema = z.enum(interviewStatuses);
export type InterviewStatus = z.infer<typeof interviewStatusSchema>;

export const experienceLevels = ['entry', 'junior', 'mid', 'senior', 'lead'] as const;
export const experienceLevelSchema = z.enum(experienceLevels);
export type ExperienceLevel = z.infer<typeof experienceLevelSchema>;

export const focusAreas = [
  'general',
  'behavioural',
  'technical',
  'system-design',
  'case-study',
  'salary',
] as const;
export const focusAreaSchema = z.enum(focusAreas);
export type FocusArea = z.infer<typeof focusAreaSchema>;

/** The name of an interview's room: hard to guess, and all in small letters. */
export const roomNameSchema = z.string().check(z.regex(/^[a-z0-9-]{16,80}$/));

export const participantRoleSchema = z.enum(['candidate', 'interviewer']);
export type ParticipantRole = z.infer<typeof participantRoleSchema>;
