import * as z from 'zod/mini';
import { experienceLevelSchema, focusAreaSchema, interviewStatusSchema } from './interview-facts.ts';
import { sessionVerdictSchema } from './policy.ts';
import { idSchema, instantSchema, moneySchema, pageOf, pageQuerySchema, textSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

/** What a call is about, in the words of the workflow that makes it, for example `interview.scheduled`. */
export const webhookEventNameSchema = z
  .string()
  .check(
    z.maxLength(80),
    z.regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'must be lower-case words joined by dots or hyphens'),
  );

const isWebAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === '';
};

/** Whether the host may be called is asked by the API, when it is saved and at each call. */
const webhookUrlSchema = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(2000),
    z.refine(isWebAddress, 'must be an https address without a name, password or fragment'),
  );

/** The body of a call. Facts and ids, neither names nor addresses of people. */
export const webhookBodySchema = z.object({
  /** The same for every try and every replay of one call: who gets it twice knows by it. */
  id: idSchema,
  event: webhookEventNameSchema,
  /** When it was planned; calls may come late and in another order. */
  createdAt: instantSchema,
  /** As it was then. */
  interview: z.object({
    id: idSchema,
    status: interviewStatusSchema,
    candidateId: z.string(),
    interviewerId: idSchema,
    interviewTypeId: idSchema,
    typeName: z.string(),
    jobRole: z.string(),
    experienceLevel: experienceLevelSchema,
    focus: focusAreaSchema,
    scheduledAt: instantSchema,
    endsAt: instantSchema,
    scheduleVersion: z.int(),
    startedAt: z.nullable(instantSchema),
    completedAt: z.nullable(instantSchema),
    durationSeconds: z.nullable(z.int()),
    price: moneySchema,
    outcome: z.nullable(sessionVerdictSchema),
    createdAt: instantSchema,
  }),
});
export type WebhookBody = z.infer<typeof webhookBodySchema>;

export const webhookEndpointInputSchema = z.strictObject({
  name: textSchema(80),
  url: webhookUrlSchema,
  /** Switched off, nothing new is planned for it, and what was planned is given up until somebody replays it. */
  active: z.boolean(),
});
export type WebhookEndpointInput = z.infer<typeof webhookEndpointInputSchema>;

export const webhookEndpointSchema = z.object({
  id: idSchema,
  name: z.string(),
  url: z.string(),
  active: z.boolean(),
  createdAt: instantSchema,
});
export type WebhookEndpoint = z.infer<typeof webhookEndpointSchema>;

/** An endpoint with the secret that signs its calls: answered once, when the secret is made. */
export const webhookEndpointWithSecretSchema = z.extend(webhookEndpointSchema, { secret: z.string() });
export type WebhookEndpointWithSecret = z.infer<typeof webhookEndpointWithSecretSchema>;

/** queued: waits for its time or another try; sending: under way; delivered: the endpoint has said yes; parked: given up, needs a person. */
export const webhookDeliveryStatuses = ['queued', 'sending', 'delivered', 'parked'] as const;
export const webhookDeliveryStatusSchema = z.enum(webhookDeliveryStatuses);
export type WebhookDeliveryStatus = z.infer<typeof webhookDeliveryStatusSchema>;

/**
 * Why a call did not get through. `endpoint-off`: it was switched off; `address-refused`: its host is not on the public internet;
 * `redirected`: it sends callers elsewhere, which is not followed; `answer-refused`: it answered with an error.
 */
export const webhookFailures = [
  'endpoint-off',
  'address-refused',
  'unreachable',
  'timed-out',
  'redirected',
  'answer-refused',
] as const;
export const webhookFailureSchema = z.enum(webhookFailures);
export type WebhookFailureReason = z.infer<typeof webhookFailureSchema>;

export const webhookDeliverySchema = z.object({
  id: idSchema,
  endpoint: z.object({ id: idSchema, name: z.string() }),
  interviewId: idSchema,
  event: z.string(),
  status: webhookDeliveryStatusSchema,
  attempts: z.int(),
  /** HTTP status of the last answer; null when there was none. */
  lastStatus: z.nullable(z.int()),
  lastError: z.nullable(webhookFailureSchema),
  /** When it is tried next; null when it is over. */
  nextAttemptAt: z.nullable(instantSchema),
  deliveredAt: z.nullable(instantSchema),
  createdAt: instantSchema,
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

const endpointParams = z.strictObject({ endpointId: idSchema });

export const webhookRoutes = {
  listWebhookEndpoints: defineRoute({
    method: 'GET',
    path: '/api/admin/webhook-endpoints',
    summary: 'The servers that workflows can call, by name',
    tag: 'Admin',
    access: 'admin',
    response: z.object({ items: z.array(webhookEndpointSchema) }),
  }),
  createWebhookEndpoint: defineRoute({
    method: 'POST',
    path: '/api/admin/webhook-endpoints',
    summary: 'Add a server; the answer shows, this once, the secret that signs its calls',
    tag: 'Admin',
    access: 'admin',
    body: webhookEndpointInputSchema,
    status: 201,
    response: webhookEndpointWithSecretSchema,
  }),
  updateWebhookEndpoint: defineRoute({
    method: 'PUT',
    path: '/api/admin/webhook-endpoints/:endpointId',
    summary: 'Change name or address of a server, or switch it off',
    tag: 'Admin',
    access: 'admin',
    params: endpointParams,
    body: webhookEndpointInputSchema,
    response: webhookEndpointSchema,
    errors: ['not-found'],
  }),
  renewWebhookSecret: defineRoute({
    method: 'POST',
    path: '/api/admin/webhook-endpoints/:endpointId/secret',
    summary: 'Make a new secret, shown this once; every later call is signed with it',
    tag: 'Admin',
    access: 'admin',
    params: endpointParams,
    response: webhookEndpointWithSecretSchema,
    errors: ['not-found'],
  }),
  listWebhookDeliveries: defineRoute({
    method: 'GET',
    path: '/api/admin/webhook-deliveries',
    summary: 'Calls of servers and what became of them, newest first',
    tag: 'Admin',
    access: 'admin',
    query: z.extend(pageQuerySchema, {
      endpointId: z.optional(idSchema),
      interviewId: z.optional(idSchema),
      status: z.optional(webhookDeliveryStatusSchema),
    }),
    response: pageOf(webhookDeliverySchema),
  }),
  replayWebhookDelivery: defineRoute({
    method: 'POST',
    path: '/api/admin/webhook-deliveries/:deliveryId/replay',
    summary: 'Make a call again that was delivered or given up, under the same id',
    tag: 'Admin',
    access: 'admin',
    params: z.strictObject({ deliveryId: idSchema }),
    response: webhookDeliverySchema,
    errors: ['not-found', 'state-conflict'],
  }),
} as const;
