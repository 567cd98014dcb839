import {
  type Workflow,
  type WorkflowCatalogue,
  type WorkflowRun,
  type WorkflowStep,
  type WorkflowSummary,
  workflowSummarySchema,
} from '@greenroom/contracts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A reminder an hour before the start; name what matters. */
export const aWorkflow = (parts: Partial<Workflow> = {}): Workflow => ({
  id: id(1),
  key: 'reminder',
  name: 'Reminder',
  description: 'Reminds both.',
  enabled: true,
  shipped: false,
  edited: false,
  interviewTypeId: null,
  version: 3,
  triggerKind: 'before-start',
  stepCount: 2,
  parkedSteps: 0,
  definition: {
    trigger: { kind: 'before-start', config: { minutes: 60 } },
    conditions: [],
    steps: [
      {
        key: 'remind',
        kind: 'send-email',
        config: { to: 'candidate', template: 'reminder' },
        conditions: [],
      },
      { key: 'pause', kind: 'wait-for', config: { minutes: 5 }, conditions: [] },
    ],
  },
  ...parts,
});

/** The same as a row of the table. */
export const aWorkflowSummary = (parts: Partial<WorkflowSummary> = {}): WorkflowSummary =>
  workflowSummarySchema.parse(aWorkflow(parts));

/** A trigger that is timed and one that tells something, four actions, and a field of each type. */
export const aCatalogue = (): WorkflowCatalogue => ({
  triggers: [
    { kind: 'before-start', provides: [], configSchema: ofMinutes(0) },
    { kind: 'interview-no-show', provides: ['absent'], configSchema: { type: 'object', properties: {} } },
  ],
  actions: [
    {
      kind: 'send-email',
      configSchema: {
        type: 'object',
        properties: {
          to: { type: 'string', enum: ['candidate', 'interviewer', 'address'] },
          address: { type: 'string', maxLength: 254, pattern: '^.+@.+$', neededWhere: { to: 'address' } },
          template: { type: 'string', enum: ['reminder', 'refund'] },
        },
        required: ['to', 'template'],
      },
    },
    { kind: 'wait-for', configSchema: ofMinutes(1) },
    {
      kind: 'call-webhook',
      configSchema: {
        type: 'object',
        properties: { endpointId: { type: 'string', format: 'uuid' } },
        required: ['endpointId'],
      },
    },
    { kind: 'stop', configSchema: { type: 'object', properties: {} } },
  ],
  fields: [
    {
      name: 'status',
      type: 'one-of',
      options: ['scheduled', 'completed'],
      operators: ['is', 'is-one-of'],
      source: 'interview',
    },
    { name: 'has-feedback', type: 'boolean', options: [], operators: ['is'], source: 'interview' },
    { name: 'feedback-rating', type: 'number', options: [], operators: ['at-least'], source: 'interview' },
    { name: 'job-role', type: 'text', options: [], operators: ['contains'], source: 'interview' },
    {
      name: 'absent',
      type: 'one-of',
      options: ['candidate', 'both'],
      operators: ['is'],
      source: 'occasion',
    },
  ],
});

/** A step that was done at 10:00; name what matters. */
export const aStep = (parts: Partial<WorkflowStep> = {}): WorkflowStep => ({
  id: id(31),
  key: 'remind',
  kind: 'send-email',
  subject: { about: 'message', channel: 'email', template: 'reminder', to: 'candidate', address: null },
  status: 'done',
  dueAt: '2026-11-22T10:00:00.000Z',
  expectedAt: null,
  attempts: 1,
  lastError: null,
  outcome: { reason: 'message-planned', values: { template: 'reminder', to: 'candidate' } },
  doneAt: '2026-11-22T10:00:00.000Z',
  ...parts,
});

/** A run of {@link aWorkflow} with one step. */
export const aRun = (parts: Partial<WorkflowRun> = {}): WorkflowRun => ({
  id: id(21),
  workflowId: id(1),
  workflowKey: 'reminder',
  workflowName: 'Reminder',
  version: 3,
  triggerKind: 'before-start',
  scheduleVersion: 0,
  context: {},
  status: 'running',
  createdAt: '2026-11-22T09:00:00.000Z',
  endedAt: null,
  steps: [aStep()],
  ...parts,
});

function ofMinutes(minimum: number) {
  return {
    type: 'object',
    properties: { minutes: { type: 'integer', minimum, maximum: 40_320 } },
    required: ['minutes'],
  };
}
