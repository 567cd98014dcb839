import * as z from 'zod/mini';
import { policySchema } from './policy.ts';
import {
  currencySchema,
  emailSchema,
  idSchema,
  localeSchema,
  phoneSchema,
  proseSchema,
  textSchema,
  timeZoneSchema,
} from './primitives.ts';
import { defineRoute } from './route.ts';

/** What a candidate can book. Price in minor units of `currency`; 0 means free, without payment. */
export const interviewTypeSchema = z.object({
  id: idSchema,
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  durationMinutes: z.int(),
  priceMinor: z.int(),
  currency: z.string(),
  policy: policySchema,
});
export type InterviewType = z.infer<typeof interviewTypeSchema>;

/** A specialist as candidates see them: no e-mail address. */
export const specialistSchema = z.object({
  id: idSchema,
  name: z.string(),
  headline: z.string(),
  specialties: z.array(z.string()),
  timeZone: z.string(),
});
export type Specialist = z.infer<typeof specialistSchema>;

/** Minutes since local midnight; the end may be 1440. Weekday 1 is Monday, 7 is Sunday (ISO 8601). */
export const weeklyHoursSchema = z
  .strictObject({
    weekday: z.int().check(z.minimum(1), z.maximum(7)),
    startMinute: z.int().check(z.minimum(0), z.maximum(1439)),
    endMinute: z.int().check(z.minimum(1), z.maximum(1440)),
  })
  .check(
    z.refine((hours) => hours.startMinute < hours.endMinute, {
      message: 'must end after it starts',
      path: ['endMinute'],
    }),
  );
export type WeeklyHours = z.infer<typeof weeklyHoursSchema>;

const weekSchema = z.array(weeklyHoursSchema).check(
  z.maxLength(70),
  z.refine((week) => {
    const sorted = [...week].sort((a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute);
    return sorted.every((hours, index) => {
      const before = sorted[index - 1];
      return before?.weekday !== hours.weekday || before.endMinute <= hours.startMinute;
    });
  }, 'hours of a day must not overlap'),
);

/**
 * The lowest price that is not free, in minor units: payment services refuse less in every currency, and more in some
 * (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).
 */
export const LOWEST_PRICE_MINOR = 50;

export const interviewTypeInputSchema = z.strictObject({
  name: textSchema(80),
  slug: z
    .string()
    .check(
      z.maxLength(60),
      z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
    ),
  description: proseSchema(600),
  durationMinutes: z.int().check(z.minimum(10), z.maximum(240)),
  priceMinor: z.int().check(
    z.minimum(0),
    z.maximum(10_000_000),
    z.refine(
      (price) => price === 0 || price >= LOWEST_PRICE_MINOR,
      `must be 0 or at least ${LOWEST_PRICE_MINOR}`,
    ),
  ),
  currency: currencySchema,
  policy: policySchema,
  active: z.boolean(),
});
export type InterviewTypeInput = z.infer<typeof interviewTypeInputSchema>;

export const adminInterviewTypeSchema = z.extend(interviewTypeSchema, { active: z.boolean() });
export type AdminInterviewType = z.infer<typeof adminInterviewTypeSchema>;

export const interviewerInputSchema = z.strictObject({
  name: textSchema(80),
  email: emailSchema,
  /** Null for somebody who does not want text messages. */
  phone: z.nullable(phoneSchema),
  headline: textSchema(120),
  specialties: z.array(textSchema(40)).check(z.maxLength(12)),
  timeZone: timeZoneSchema,
  locale: localeSchema,
  /** Minutes kept free before and after each interview. */
  bufferMinutes: z.int().check(z.minimum(0), z.maximum(120)),
  /** Shortest time between booking and start, in minutes; bookings for "now" do not ask for it. */
  minimumNoticeMinutes: z.int().check(z.minimum(0), z.maximum(10_080)),
  /** Takes bookings for "now" during the weekly hours. */
  acceptsInstant: z.boolean(),
  active: z.boolean(),
  weeklyHours: weekSchema,
});
export type InterviewerInput = z.infer<typeof interviewerInputSchema>;

export const adminInterviewerSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  phone: z.nullable(z.string()),
  headline: z.string(),
  specialties: z.array(z.string()),
  timeZone: z.string(),
  locale: localeSchema,
  bufferMinutes: z.int(),
  minimumNoticeMinutes: z.int(),
  acceptsInstant: z.boolean(),
  active: z.boolean(),
  weeklyHours: z.array(z.object({ weekday: z.int(), startMinute: z.int(), endMinute: z.int() })),
});
export type AdminInterviewer = z.infer<typeof adminInterviewerSchema>;

const interviewTypeParams = z.strictObject({ interviewTypeId: idSchema });
const interviewerParams = z.strictObject({ interviewerId: idSchema });

export const catalogueRoutes = {
  listInterviewTypes: defineRoute({
    method: 'GET',
    path: '/api/interview-types',
    summary: 'Interview types that can be booked, cheapest first',
    tag: 'Catalogue',
    access: 'public',
    response: z.object({ items: z.array(interviewTypeSchema) }),
  }),
  listSpecialists: defineRoute({
    method: 'GET',
    path: '/api/specialists',
    summary: 'Interviewers that can be booked, by name',
    tag: 'Catalogue',
    access: 'public',
    response: z.object({ items: z.array(specialistSchema) }),
  }),
  adminListInterviewTypes: defineRoute({
    method: 'GET',
    path: '/api/admin/interview-types',
    summary: 'All interview types, inactive ones too',
    tag: 'Admin',
    access: 'admin',
    response: z.object({ items: z.array(adminInterviewTypeSchema) }),
  }),
  createInterviewType: defineRoute({
    method: 'POST',
    path: '/api/admin/interview-types',
    summary: 'Add an interview type',
    tag: 'Admin',
    access: 'admin',
    body: interviewTypeInputSchema,
    response: adminInterviewTypeSchema,
    status: 201,
    errors: ['already-exists'],
  }),
  updateInterviewType: defineRoute({
    method: 'PUT',
    path: '/api/admin/interview-types/:interviewTypeId',
    summary: 'Replace an interview type; bookings made before keep their price, duration and policy',
    tag: 'Admin',
    access: 'admin',
    params: interviewTypeParams,
    body: interviewTypeInputSchema,
    response: adminInterviewTypeSchema,
    errors: ['not-found', 'already-exists'],
  }),
  adminListInterviewers: defineRoute({
    method: 'GET',
    path: '/api/admin/interviewers',
    summary: 'All interviewers with their weekly hours',
    tag: 'Admin',
    access: 'admin',
    response: z.object({ items: z.array(adminInterviewerSchema) }),
  }),
  createInterviewer: defineRoute({
    method: 'POST',
    path: '/api/admin/interviewers',
    summary: 'Add an interviewer',
    tag: 'Admin',
    access: 'admin',
    body: interviewerInputSchema,
    response: adminInterviewerSchema,
    status: 201,
    errors: ['already-exists'],
  }),
  updateInterviewer: defineRoute({
    method: 'PUT',
    path: '/api/admin/interviewers/:interviewerId',
    summary: 'Replace an interviewer and their weekly hours; interviews already booked stay',
    tag: 'Admin',
    access: 'admin',
    params: interviewerParams,
    body: interviewerInputSchema,
    response: adminInterviewerSchema,
    errors: ['not-found', 'already-exists'],
  }),
} as const;
