/** Administrators read, change and try out workflows, and take up steps that got stuck. */
import { randomUUID } from 'node:crypto';
import { routes, type StepDefinition, type WorkflowDefinition } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shippedWorkflows } from '../../src/workflows/shipped/index.ts';
import { WorkflowInstallation } from '../../src/workflows/workflow-installation.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { statementsOf } from '../support/statements.ts';
import { createWorkflow, fateOf, publish, settle, settleAt, stepsOf } from '../support/workflows.ts';

let application: TestApplication;
let admin: AccountClient;
let candidateId: string;

beforeAll(async () => {
  application = await startApplication();
  admin = await application.admin();
  candidateId = (await application.candidate()).accountId;
});
afterAll(() => application.stop());

const thanks = (changes: Partial<WorkflowDefinition> = {}): WorkflowDefinition => ({
  trigger: { kind: 'interview-completed', config: {} },
  conditions: [],
  steps: [email('thank')],
  ...changes,
});
const email = (key: string, conditions: StepDefinition['conditions'] = []): StepDefinition => ({
  key,
  kind: 'send-email',
  config: { to: 'candidate', template: 'completed' },
  conditions,
});
const wait = (minutes: number): StepDefinition => ({
  key: `wait-${minutes}`,
  kind: 'wait-for',
  config: { minutes },
  conditions: [],
});
const input = (definition = thanks()) => ({
  name: 'Many thanks',
  description: 'Says thank you again',
  interviewTypeId: null,
  definition,
});
const audited = (subject: string) =>
  application.database.client.auditEntry.findMany({ where: { subject }, orderBy: { id: 'asc' } });

describe('the shipped workflows', () => {
  it('are there from the start, on, and as they were shipped', async () => {
    const { items } = await admin.call(routes.listWorkflows);
    expect(items.map(({ key }) => key).sort()).toEqual(shippedWorkflows.map(({ key }) => key).sort());
    for (const item of items)
      expect(item).toMatchObject({ enabled: true, shipped: true, edited: false, version: 1, parkedSteps: 0 });
  });

  it('get a newer definition where nobody edited them, and stay as they are where somebody did', async () => {
    const client = application.database.client;
    const find = (key: string) =>
      client.workflow.findUniqueOrThrow({ where: { key }, include: { versions: true } });
    const [untouched, edited] = [await find('started'), await find('completed')];
    await client.workflow.updateMany({
      where: { id: { in: [untouched.id, edited.id] } },
      data: { shippedRevision: 0 },
    });
    const { definition } = await admin.call(routes.getWorkflow, { params: { workflowId: edited.id } });
    await admin.call(routes.updateWorkflow, {
      params: { workflowId: edited.id },
      body: { ...input(definition), baseVersion: 1 },
    });
    const installation = application.get(WorkflowInstallation, { strict: false });
    await Promise.all([installation.onModuleInit(), installation.onModuleInit()]);
    expect(await find('started')).toMatchObject({ currentVersion: 2, shippedRevision: 1 });
    expect(await find('completed')).toMatchObject({
      currentVersion: 2,
      shippedRevision: 0,
      name: 'Many thanks',
    });
  });
});

describe('the catalogue', () => {
  it('tells the forms what there is', async () => {
    const catalogue = await admin.call(routes.getWorkflowCatalogue);
    const trigger = catalogue.triggers.find(({ kind }) => kind === 'before-start');
    expect(trigger?.configSchema).toMatchObject({
      type: 'object',
      properties: { minutes: { type: 'integer', minimum: 0 } },
      required: ['minutes'],
      additionalProperties: false,
    });
    const action = catalogue.actions.find(({ kind }) => kind === 'send-email');
    expect(action?.configSchema).toMatchObject({
      properties: {
        to: { enum: ['candidate', 'interviewer', 'admin', 'address'] },
        address: { neededWhere: { to: 'address' } },
      },
    });
    expect(catalogue.fields.find(({ name }) => name === 'status')).toMatchObject({
      type: 'one-of',
      source: 'interview',
      operators: ['is', 'is-not', 'is-one-of', 'is-none-of'],
    });
    const provided = new Set(catalogue.triggers.flatMap(({ provides }) => provides));
    for (const { name, source } of catalogue.fields) expect(provided.has(name)).toBe(source === 'occasion');
  });
});

describe('a workflow', () => {
  it('is off until it is switched on, and then does what it says', async () => {
    const created = await admin.call(routes.createWorkflow, { body: input() });
    expect(created).toMatchObject({ enabled: false, shipped: false, version: 1, name: 'Many thanks' });
    expect(created.key).toMatch(/^many-thanks-[0-9a-f]{8}$/);
    const completed = async () => {
      const { id } = await createInterview(application, { candidateId, status: 'completed' });
      await publish(application, 'interview.completed', id, { durationSeconds: 60 });
      await settle(application);
      return fateOf(application, id, created.key);
    };
    expect(await completed()).toEqual([]);
    const params = { workflowId: created.id };
    await admin.call(routes.switchWorkflow, { params, body: { enabled: true } });
    expect(await completed()).toEqual(['thank: done message-planned']);
    await admin.call(routes.switchWorkflow, { params, body: { enabled: false } });
    expect(await completed()).toEqual([]);
    expect((await audited(`workflow:${created.id}`)).map(({ action }) => action)).toEqual([
      'workflow.created',
      'workflow.switched',
      'workflow.switched',
    ]);
  });

  it('gets a version with each change, unless somebody else was quicker', async () => {
    const created = await admin.call(routes.createWorkflow, { body: input() });
    const params = { workflowId: created.id };
    const change = (name: string, baseVersion: number) => ({
      params,
      body: { ...input(), name, baseVersion },
    });
    const answers = await Promise.all(
      ['One', 'Other'].map((name) => admin.try(routes.updateWorkflow, change(name, 1))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await admin.refused(routes.updateWorkflow, change('Late', 1))).toMatchObject({
      code: 'state-conflict',
    });
    const { items } = await admin.call(routes.listWorkflowVersions, { params });
    expect(items.map(({ version, createdBy }) => [version, createdBy])).toEqual([
      [2, 'Avery Admin'],
      [1, 'Avery Admin'],
    ]);
  });

  it.each<[string, WorkflowDefinition, string]>([
    ['a trigger', thanks({ trigger: { kind: 'full-moon', config: {} } }), 'body.definition.trigger.kind'],
    [
      'a setting of a trigger',
      thanks({ trigger: { kind: 'before-start', config: {} } }),
      'trigger.config.minutes',
    ],
    ['an action', thanks({ steps: [{ ...email('thank'), kind: 'send-pigeon' }] }), 'steps.0.kind'],
    ['a setting of an action', thanks({ steps: [wait(0)] }), 'steps.0.config.minutes'],
    [
      'words for the recipient',
      thanks({ steps: [{ ...email('thank'), config: { to: 'interviewer', template: 'completed' } }] }),
      'steps.0.config.template',
    ],
    ['a field', thanks({ conditions: [{ field: 'colour', operator: 'is', value: 'red' }] }), 'conditions.0'],
    [
      'a field of its occasion',
      thanks({ steps: [email('thank', [{ field: 'absent', operator: 'is', value: 'both' }])] }),
      'steps.0.conditions.0',
    ],
  ])('is refused when it names %s that is not there, and is told where', async (_, definition, path) => {
    const refusal = await admin.refused(routes.createWorkflow, { body: input(definition) });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(refusal.details?.map((detail) => detail.path).join()).toContain(path);
  });

  it('cannot be for a type that does not exist', async () => {
    const body = { ...input(), interviewTypeId: randomUUID() };
    expect(await admin.refused(routes.createWorkflow, { body })).toMatchObject({ code: 'not-found' });
  });
});

describe('a simulation', () => {
  const now = '2027-03-27T12:00:00.000Z';

  it.each(shippedWorkflows.map((workflow) => [workflow.key, workflow] as const))(
    'of a sample shows what "%s" would do',
    async (_, { definition }) => {
      const { occasions } = await admin.call(routes.simulateWorkflow, {
        body: { definition, interviewId: null, now },
      });
      expect(occasions).toHaveLength(1);
      expect(occasions[0]).toMatchObject({ reason: null });
      expect(occasions[0]?.steps.some(({ outcome }) => outcome === 'done')).toBe(true);
    },
  );

  it('of a real interview shows when, what not and why, and writes nothing', async () => {
    const interview = await createInterview(application, { candidateId, status: 'completed' });
    const never: StepDefinition['conditions'] = [{ field: 'status', operator: 'is', value: 'cancelled' }];
    const stop: StepDefinition = { key: 'stop', kind: 'stop', config: {}, conditions: [] };
    const definition = thanks({
      steps: [wait(60), email('not', never), email('thank'), stop, email('after')],
    });
    const before = await application.database.client.workflowRun.count();
    const simulation = await admin.call(routes.simulateWorkflow, {
      body: { definition, interviewId: interview.id, now },
    });
    expect(simulation.interview.scheduledAt).toBe(interview.scheduledAt.toISOString());
    const at = '2027-03-27T13:00:00.000Z';
    expect(simulation.occasions).toEqual([
      {
        dueAt: now,
        reason: null,
        values: {},
        steps: [
          { key: 'wait-60', kind: 'wait-for', outcome: 'done', at, reason: null, values: {} },
          {
            key: 'not',
            kind: 'send-email',
            outcome: 'skipped',
            at,
            reason: 'conditions-not-met',
            values: { field: 'status', operator: 'is', value: 'cancelled' },
          },
          { key: 'thank', kind: 'send-email', outcome: 'done', at, reason: null, values: {} },
          { key: 'stop', kind: 'stop', outcome: 'done', at, reason: null, values: {} },
          { key: 'after', kind: 'send-email', outcome: 'unreachable', at: null, reason: null, values: {} },
        ],
      },
    ]);
    expect(await application.database.client.workflowRun.count()).toBe(before);
  });

  it('says why a run would not begin, or that there is no occasion', async () => {
    const conditions: StepDefinition['conditions'] = [{ field: 'instant', operator: 'is', value: true }];
    const ask = (definition: WorkflowDefinition, interviewId: string | null) =>
      admin.call(routes.simulateWorkflow, { body: { definition, interviewId, now } });
    expect((await ask(thanks({ conditions }), null)).occasions).toMatchObject([
      { reason: 'run-conditions-not-met', steps: [{ outcome: 'unreachable' }] },
    ]);
    const { id } = await createInterview(application, { candidateId, status: 'cancelled' });
    const reminder = thanks({ trigger: { kind: 'before-start', config: { minutes: 60 } } });
    expect((await ask(reminder, id)).occasions).toEqual([]);
    expect(
      await admin.refused(routes.simulateWorkflow, {
        body: { definition: reminder, interviewId: randomUUID(), now },
      }),
    ).toMatchObject({ code: 'not-found' });
  });
});

describe('what workflows do for an interview', () => {
  it('is told with what comes next and when', async () => {
    const { key } = await createWorkflow(application, `next-${randomUUID()}`, {
      trigger: { kind: 'interview-scheduled', config: {} },
      conditions: [],
      steps: [wait(30), email('first'), wait(60), email('second')],
    });
    const interview = await createInterview(application, { candidateId, startsInMinutes: 48 * 60 });
    await publish(application, 'interview.scheduled', interview.id, { scheduleVersion: 0, late: false });
    await settle(application);
    const { items } = await admin.call(routes.listInterviewRuns, { params: { interviewId: interview.id } });
    const run = items.find(({ workflowKey }) => workflowKey === key);
    const due = new Date(run?.steps[0]?.dueAt ?? 0).getTime();
    expect(run?.steps.map(({ expectedAt }) => (new Date(expectedAt ?? 0).getTime() - due) / 60_000)).toEqual([
      0, 0, 60, 60,
    ]);
    const reminder = items.find(({ workflowKey }) => workflowKey === 'reminder-24-hours');
    expect(reminder?.steps[0]).toMatchObject({
      status: 'pending',
      expectedAt: new Date(interview.scheduledAt.getTime() - 1_440 * 60_000).toISOString(),
    });
    expect(
      await admin.refused(routes.listInterviewRuns, { params: { interviewId: randomUUID() } }),
    ).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the steps of an interview', () => {
  const statements = async (interviewId: string) =>
    (await statementsOf(() => admin.call(routes.listInterviewRuns, { params: { interviewId } }))).length;

  const webhook = (endpointId: string): StepDefinition => ({
    key: 'tell',
    kind: 'call-webhook',
    config: { endpointId, event: 'interview.thanked' },
    conditions: [],
  });

  it('say what they are about: whom they write to, what they call, what they change, until when they wait', async () => {
    const { id: endpointId } = await application.database.client.webhookEndpoint.create({
      data: { name: 'CRM', url: 'https://crm.example/hook', secret: 'x', createdAt: new Date() },
    });
    const { key } = await createWorkflow(application, `about-${randomUUID()}`, {
      trigger: { kind: 'interview-completed', config: {} },
      conditions: [],
      steps: [
        wait(30),
        email('thank'),
        {
          ...email('notice'),
          config: { to: 'address', address: 'team@example.com', template: 'admin-notice' },
        },
        webhook(endpointId),
        { ...email('move'), kind: 'change-status', config: { to: 'no-show', reason: 'Nobody came' } },
        { ...email('until'), kind: 'wait-until', config: { anchor: 'end', minutes: -15 } },
        { ...email('gone'), kind: 'of-another-version' },
      ],
    });
    const { id } = await createInterview(application, { candidateId, status: 'completed' });
    await publish(application, 'interview.completed', id, { durationSeconds: 60 });
    await settle(application);
    const { items } = await admin.call(routes.listInterviewRuns, { params: { interviewId: id } });
    const run = items.find(({ workflowKey }) => workflowKey === key);
    const message = { about: 'message', channel: 'email' };
    expect(run?.steps.map(({ subject }) => subject)).toEqual([
      { about: 'wait', anchor: 'turn', minutes: 30 },
      { ...message, template: 'completed', to: 'candidate', address: null },
      { ...message, template: 'admin-notice', to: 'address', address: 'team@example.com' },
      { about: 'webhook', endpointId, endpointName: 'CRM', event: 'interview.thanked' },
      { about: 'status', to: 'no-show' },
      { about: 'wait', anchor: 'end', minutes: -15 },
      null,
    ]);
  });

  it('are read with as many statements for many runs and steps as for few', async () => {
    const { client } = application.database;
    const { id: endpointId } = await client.webhookEndpoint.create({
      data: { name: 'Archive', url: 'https://archive.example/hook', secret: 'x', createdAt: new Date() },
    });
    const trigger = { kind: 'link-reissued', config: {} };
    const { id: interviewId } = await createInterview(application, { candidateId });
    const runOf = async (steps: StepDefinition[]) => {
      const { id: workflowId } = await createWorkflow(application, `many-${randomUUID()}`, {
        trigger,
        conditions: [],
        steps,
      });
      const createdAt = new Date();
      await client.workflowRun.create({
        data: {
          id: randomUUID(),
          workflowId,
          version: 1,
          interviewId,
          trigger: trigger.kind,
          dedupeKey: randomUUID(),
          context: {},
          status: 'running',
          createdAt,
          steps: {
            create: steps.map(({ key, kind }, position) => ({
              id: randomUUID(),
              interviewId,
              position,
              stepKey: key,
              kind,
              status: position === 0 ? 'pending' : 'waiting',
              dueAt: position === 0 ? new Date(createdAt.getTime() + 86_400_000) : null,
            })),
          },
        },
      });
    };
    await runOf([webhook(endpointId)]);
    const few = await statements(interviewId);
    for (let run = 0; run < 4; run += 1)
      await runOf([wait(5), email('one'), webhook(endpointId), { ...webhook(endpointId), key: 'again' }]);
    expect(await statements(interviewId)).toBe(few);
  });
});

describe('a step that got stuck', () => {
  const stuck = async () => {
    const workflow = await createWorkflow(application, `stuck-${randomUUID()}`, {
      trigger: { kind: 'interview-completed', config: {} },
      conditions: [],
      steps: [{ ...email('gone'), kind: 'of-another-version' }, email('thank')],
    });
    const { id } = await createInterview(application, { candidateId, status: 'completed' });
    await publish(application, 'interview.completed', id, { durationSeconds: 60 });
    await settle(application);
    for (;;) {
      const [step] = await stepsOf(application, id, workflow.key);
      if (!step?.dueAt) throw new Error('There is no step');
      if (step.status === 'parked') return { workflow, interviewId: id, params: { stepId: step.id } };
      await settleAt(application, step.dueAt);
    }
  };

  it('is shown, and can be tried again', async () => {
    const { workflow, interviewId, params } = await stuck();
    const { items } = await admin.call(routes.listParkedSteps);
    expect(items.find(({ id }) => id === params.stepId)).toMatchObject({
      interviewId,
      workflowId: workflow.id,
      lastError: 'There is no action "of-another-version"',
    });
    const { items: workflows } = await admin.call(routes.listWorkflows);
    expect(workflows.find(({ id }) => id === workflow.id)).toMatchObject({ parkedSteps: 1 });
    expect(await admin.call(routes.retryWorkflowStep, { params })).toMatchObject({
      status: 'pending',
      attempts: 0,
    });
    expect(await admin.refused(routes.retryWorkflowStep, { params })).toMatchObject({
      code: 'state-conflict',
    });
    expect((await audited(`workflow-step:${params.stepId}`)).map(({ action }) => action)).toEqual([
      'workflow-step.retried',
    ]);
  });

  it('can be left out with a reason; the next one’s turn comes', async () => {
    const { workflow, interviewId, params } = await stuck();
    const body = { reason: 'Done by hand' };
    expect(await admin.call(routes.skipWorkflowStep, { params, body })).toMatchObject({
      status: 'skipped',
      outcome: { reason: 'skipped-by-admin', values: { reason: 'Done by hand' } },
    });
    expect(await admin.refused(routes.skipWorkflowStep, { params, body })).toMatchObject({
      code: 'state-conflict',
    });
    await settle(application);
    expect(await fateOf(application, interviewId, workflow.key)).toEqual([
      'gone: skipped skipped-by-admin',
      'thank: done message-planned',
    ]);
    expect((await audited(`workflow-step:${params.stepId}`))[0]).toMatchObject({
      action: 'workflow-step.skipped',
      details: { reason: 'Done by hand' },
    });
  });
});
