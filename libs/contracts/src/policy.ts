import * as z from 'zod/mini';

const percentSchema = z.int().check(z.minimum(0), z.maximum(100));
const hoursSchema = z.int().check(z.minimum(0), z.maximum(720));

/**
 * What was agreed about changes and absences. It belongs to the interview type, is shown before paying, and is copied into the booking:
 * a later change of the type changes nothing for those who have booked.
 */
export const policySchema = z.strictObject({
  /** The candidate cancels without a fee until so many hours before the start. */
  freeUntilHours: hoursSchema,
  /** What is kept of the price when the candidate cancels later than that; nothing goes back from the start on. */
  lateCancellationFeePercent: percentSchema,
  /** What goes back when the candidate does not come. */
  candidateNoShowRefundPercent: percentSchema,
  /** What goes back when the interviewer does not come: all of it. */
  interviewerNoShowRefundPercent: z.literal(100),
  /** The candidate chooses another time until so many hours before the start. */
  rescheduleFreeUntilHours: hoursSchema,
  /** How often the candidate may choose another time. */
  maxReschedules: z.int().check(z.minimum(0), z.maximum(20)),
  /** Minutes after the start until which either side may come late. */
  graceMinutes: z.int().check(z.minimum(5), z.maximum(60)),
  /** Whether the evidence decides by itself, or an administrator confirms what it says. */
  outcomeMode: z.enum(['automatic', 'propose']),
});
export type Policy = z.infer<typeof policySchema>;

/** What a new interview type begins with. */
export const defaultPolicy: Policy = {
  freeUntilHours: 24,
  lateCancellationFeePercent: 50,
  candidateNoShowRefundPercent: 0,
  interviewerNoShowRefundPercent: 100,
  rescheduleFreeUntilHours: 12,
  maxReschedules: 2,
  graceMinutes: 15,
  outcomeMode: 'automatic',
};

/**
 * What became of the session itself. `cut-short`: they met, for less than half of what was planned; `no-show-both`: nobody came, or the
 * two were never in the room together.
 */
export const sessionVerdicts = [
  'delivered',
  'cut-short',
  'no-show-candidate',
  'no-show-interviewer',
  'no-show-both',
] as const;
export const sessionVerdictSchema = z.enum(sessionVerdicts);
export type SessionVerdict = z.infer<typeof sessionVerdictSchema>;

/** The rule of the policy that says how much goes back. */
export const refundRules = [
  'free-cancellation',
  'late-cancellation',
  'cancelled-after-start',
  'cancelled-by-interviewer',
  'cancelled-by-admin',
  ...sessionVerdicts,
] as const;
export const refundRuleSchema = z.enum(refundRules);
export type RefundRule = z.infer<typeof refundRuleSchema>;
