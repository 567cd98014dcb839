import * as z from 'zod/mini';
import { idSchema, instantSchema, proseSchema, textSchema } from './primitives.ts';
import { defineRoute } from './route.ts';
import { workflowRunSchema, workflowStepSchema, workflowValuesSchema } from './workflow-run.ts';

/** How a condition compares; which of them fit a field depends on the field's type (`domain/workflow-conditions.ts`). */
export const conditionOperators = [
  'is',
  'is-not',
  'contains',
  'is-one-of',
  'is-none-of',
  'less-than',
  'at-most',
  'at-least',
  'more-than',
] as const;
export const conditionOperatorSchema = z.enum(conditionOperators);
export type ConditionOperator = z.infer<typeof conditionOperatorSchema>;

const conditionTextSchema = z.string().check(z.minLength(1), z.maxLength(200));

export const conditionValueSchema = z.union([
  z.boolean(),
  z.number(),
  conditionTextSchema,
  z.array(conditionTextSchema).check(z.minLength(1), z.maxLength(20)),
]);
export type ConditionValue = z.infer<typeof conditionValueSchema>;

/** One comparison of a field of the interview, or of the occasion, with a value. All conditions of a list have to hold. */
export const workflowConditionSchema = z.strictObject({
  field: z.string().check(z.maxLength(60)),
  operator: conditionOperatorSchema,
  value: conditionValueSchema,
});
export type WorkflowCondition = z.infer<typeof workflowConditionSchema>;

const nameSchema = z
  .string()
  .check(
    z.maxLength(60),
    z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
  );

/** Settings of a trigger or a step; which ones there are says the JSON Schema in the {@link workflowCatalogueSchema}. */
const configSchema = z.record(z.string().check(z.maxLength(60)), z.unknown());

const conditionsSchema = z.array(workflowConditionSchema).check(z.maxLength(20));

/** One thing to do, in its turn. It is skipped, and the next one's turn comes, when its conditions do not hold at that moment. */
export const stepDefinitionSchema = z.strictObject({
  /** Names the step among those of its workflow. */
  key: nameSchema,
  kind: nameSchema,
  config: configSchema,
  conditions: conditionsSchema,
});
export type StepDefinition = z.infer<typeof stepDefinitionSchema>;

/** What a version of a workflow says. */
export const workflowDefinitionSchema = z.strictObject({
  trigger: z.strictObject({ kind: nameSchema, config: configSchema }),
  /** Asked once, when the turn of the first step has come. */
  conditions: conditionsSchema,
  steps: z.array(stepDefinitionSchema).check(
    z.minLength(1),
    z.maxLength(30),
    z.refine((steps) => new Set(steps.map(({ key }) => key)).size === steps.length, 'must have unique keys'),
  ),
});
export type WorkflowDefinition = z.infer<typeof workflowDefinitionSchema>;

/** A row of the table of workflows. */
export const workflowSummarySchema = z.object({
  id: idSchema,
  /** Stable name, part of the dedupe keys of everything it does. */
  key: z.string(),
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  /** Came with Greenroom; its texts are translated by the page, by the key. */
  shipped: z.boolean(),
  /** Whether somebody here changed what was shipped. */
  edited: z.boolean(),
  /** The type of interview it is for; null for every type. */
  interviewTypeId: z.nullable(idSchema),
  /** Number of the version that new runs follow. */
  version: z.int(),
  triggerKind: z.string(),
  stepCount: z.int(),
  /** Steps that were given up and wait for a person. */
  parkedSteps: z.int(),
});
export type WorkflowSummary = z.infer<typeof workflowSummarySchema>;

export const workflowSchema = z.extend(workflowSummarySchema, { definition: workflowDefinitionSchema });
export type Workflow = z.infer<typeof workflowSchema>;

export const workflowVersionSchema = z.object({
  version: z.int(),
  createdAt: instantSchema,
  /** Name of the administrator; null for a version that came with Greenroom. */
  createdBy: z.nullable(z.string()),
  definition: workflowDefinitionSchema,
});
export type WorkflowVersion = z.infer<typeof workflowVersionSchema>;

/** A JSON Schema (draft 2020-12) of an object: the admin's form is drawn from it. */
export const jsonSchemaSchema = z.record(z.string(), z.unknown());

export const workflowCatalogueSchema = z.object({
  triggers: z.array(
    z.object({
      kind: z.string(),
      configSchema: jsonSchemaSchema,
      /** Fields of the occasion that conditions can ask for beside those of the interview. */
      provides: z.array(z.string()),
    }),
  ),
  actions: z.array(z.object({ kind: z.string(), configSchema: jsonSchemaSchema })),
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['text', 'number', 'boolean', 'one-of']),
      /** What a field of the type `one-of` can be. */
      options: z.array(z.string()),
      operators: z.array(conditionOperatorSchema),
      /** `occasion`: only where the trigger provides it. */
      source: z.enum(['interview', 'occasion']),
    }),
  ),
});
export type WorkflowCatalogue = z.infer<typeof workflowCatalogueSchema>;

const workflowInput = {
  name: textSchema(80),
  description: proseSchema(400),
  interviewTypeId: z.nullable(idSchema),
  definition: workflowDefinitionSchema,
};

export const workflowCreationSchema = z.strictObject(workflowInput);
export type WorkflowCreation = z.infer<typeof workflowCreationSchema>;

export const workflowUpdateSchema = z.strictObject({
  ...workflowInput,
  /** Number of the version that was edited; another one meanwhile is a `state-conflict`. */
  baseVersion: z.int(),
});
export type WorkflowUpdate = z.infer<typeof workflowUpdateSchema>;

export const simulationRequestSchema = z.strictObject({
  definition: workflowDefinitionSchema,
  /** A real interview as it is now; null for a sample. */
  interviewId: z.nullable(idSchema),
  /** The moment that it is made believe to be: when the trigger's event happens. */
  now: instantSchema,
});
export type SimulationRequest = z.infer<typeof simulationRequestSchema>;

/** What would happen to a step: `skipped` with the reason, `unreachable` behind a step that stops. */
export const simulatedStepSchema = z.object({
  key: z.string(),
  kind: z.string(),
  outcome: z.enum(['done', 'skipped', 'unreachable']),
  /** When its turn would come; null when it never does. */
  at: z.nullable(instantSchema),
  reason: z.nullable(z.string()),
  values: workflowValuesSchema,
});

/** Without occasions nothing would happen: the trigger sees no reason, or its time has passed. */
export const simulationSchema = z.object({
  interview: z.object({ status: z.string(), scheduledAt: instantSchema, endsAt: instantSchema }),
  occasions: z.array(
    z.object({
      dueAt: instantSchema,
      /** Why the run would not begin: its conditions do not hold; null when it would. */
      reason: z.nullable(z.string()),
      values: workflowValuesSchema,
      steps: z.array(simulatedStepSchema),
    }),
  ),
});
export type Simulation = z.infer<typeof simulationSchema>;

const workflowParams = z.strictObject({ workflowId: idSchema });
const stepParams = z.strictObject({ stepId: idSchema });

export const workflowRoutes = {
  listWorkflows: defineRoute({
    method: 'GET',
    path: '/api/admin/workflows',
    summary: 'All workflows, by name',
    tag: 'Workflows',
    access: 'admin',
    response: z.object({ items: z.array(workflowSummarySchema) }),
  }),
  getWorkflowCatalogue: defineRoute({
    method: 'GET',
    path: '/api/admin/workflow-catalogue',
    summary:
      'What workflows are made of: triggers, actions and fields, with the schemas that forms are drawn from',
    tag: 'Workflows',
    access: 'admin',
    response: workflowCatalogueSchema,
  }),
  createWorkflow: defineRoute({
    method: 'POST',
    path: '/api/admin/workflows',
    summary: 'Add a workflow; it is off until it is switched on',
    tag: 'Workflows',
    access: 'admin',
    body: workflowCreationSchema,
    response: workflowSchema,
    status: 201,
    errors: ['not-found'],
  }),
  getWorkflow: defineRoute({
    method: 'GET',
    path: '/api/admin/workflows/:workflowId',
    summary: 'One workflow with its current definition',
    tag: 'Workflows',
    access: 'admin',
    params: workflowParams,
    response: workflowSchema,
    errors: ['not-found'],
  }),
  updateWorkflow: defineRoute({
    method: 'PUT',
    path: '/api/admin/workflows/:workflowId',
    summary: 'Write a new version; runs that have begun go on by the version they began with',
    tag: 'Workflows',
    access: 'admin',
    params: workflowParams,
    body: workflowUpdateSchema,
    response: workflowSchema,
    errors: ['not-found', 'state-conflict'],
  }),
  switchWorkflow: defineRoute({
    method: 'PUT',
    path: '/api/admin/workflows/:workflowId/enabled',
    summary: 'Switch a workflow on or off; the steps that still wait are skipped while it is off',
    tag: 'Workflows',
    access: 'admin',
    params: workflowParams,
    body: z.strictObject({ enabled: z.boolean() }),
    response: workflowSchema,
    errors: ['not-found'],
  }),
  listWorkflowVersions: defineRoute({
    method: 'GET',
    path: '/api/admin/workflows/:workflowId/versions',
    summary: 'Every version of a workflow, newest first',
    tag: 'Workflows',
    access: 'admin',
    params: workflowParams,
    response: z.object({ items: z.array(workflowVersionSchema) }),
    errors: ['not-found'],
  }),
  simulateWorkflow: defineRoute({
    method: 'POST',
    path: '/api/admin/workflow-simulations',
    summary: 'What a definition would do to an interview, and when; nothing is written or sent',
    tag: 'Workflows',
    access: 'admin',
    body: simulationRequestSchema,
    response: simulationSchema,
    errors: ['not-found'],
  }),
  listInterviewRuns: defineRoute({
    method: 'GET',
    path: '/api/admin/interviews/:interviewId/workflow-runs',
    summary:
      'What workflows did for an interview, did not do and why, and what they will do next; oldest first',
    tag: 'Workflows',
    access: 'admin',
    params: z.strictObject({ interviewId: idSchema }),
    response: z.object({ items: z.array(workflowRunSchema) }),
    errors: ['not-found'],
  }),
  listParkedSteps: defineRoute({
    method: 'GET',
    path: '/api/admin/workflow-steps/parked',
    summary: 'Steps that were given up and wait for a person, longest waiting first; a hundred at most',
    tag: 'Workflows',
    access: 'admin',
    response: z.object({
      items: z.array(
        z.extend(workflowStepSchema, {
          interviewId: idSchema,
          workflowId: idSchema,
          workflowName: z.string(),
        }),
      ),
    }),
  }),
  retryWorkflowStep: defineRoute({
    method: 'POST',
    path: '/api/admin/workflow-steps/:stepId/retry',
    summary: 'Try a parked step again',
    tag: 'Workflows',
    access: 'admin',
    params: stepParams,
    response: workflowStepSchema,
    errors: ['not-found', 'state-conflict'],
  }),
  skipWorkflowStep: defineRoute({
    method: 'POST',
    path: '/api/admin/workflow-steps/:stepId/skip',
    summary: 'Leave out a step that is parked or due later; the next one’s turn comes',
    tag: 'Workflows',
    access: 'admin',
    params: stepParams,
    body: z.strictObject({ reason: textSchema(200) }),
    response: workflowStepSchema,
    errors: ['not-found', 'state-conflict'],
  }),
} as const;
