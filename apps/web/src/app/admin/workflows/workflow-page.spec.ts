import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Simulation, Workflow } from '@greenroom/contracts';
import { aCatalogue, aWorkflow } from '../../../../test-support/a-workflow';
import { platformFor } from '../../../../test-support/providers';
import { deviceStorage } from '../../platform/browser-storage';
import { WorkflowPage } from './workflow-page';

const url = `/api/admin/workflows/${aWorkflow().id}`;

describe('the page of a workflow', () => {
  let fixture: ComponentFixture<WorkflowPage>;
  let http: HttpTestingController;
  let page: HTMLElement;

  const settle = () => jest.advanceTimersByTimeAsync(100);
  const click = async (label: string) => {
    const button = [...page.querySelectorAll('button')].find(
      (one) => one.textContent.includes(label) || one.getAttribute('aria-label')?.includes(label),
    );
    if (!button) throw new Error(`There is no button "${label}"`);
    button.click();
    await settle();
  };
  const type = async (selector: string, value: string) => {
    const control = page.querySelector<HTMLInputElement | HTMLSelectElement>(selector);
    if (!control) throw new Error(`There is no control ${selector}`);
    control.value = value;
    control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input'));
    await settle();
  };
  const steps = () => [...page.querySelectorAll('gr-definition-editor ol > li')].map(({ id }) => id);
  const problems = () => [...page.querySelectorAll('.gr-field-error')].map(({ textContent }) => textContent);

  const answerLists = async () => {
    http.expectOne('/api/admin/workflow-catalogue').flush(aCatalogue());
    http.expectOne('/api/admin/interview-types').flush({ items: [] });
    http.expectOne('/api/admin/webhook-endpoints').flush({ items: [anEndpoint] });
    await settle();
    http.expectOne('/api/admin/interviews?limit=50').flush({ items: [], nextCursor: null });
    await settle();
  };
  const open = async (workflow: Workflow | null) => {
    fixture = TestBed.createComponent(WorkflowPage);
    page = fixture.nativeElement as HTMLElement;
    if (workflow) fixture.componentRef.setInput('workflowId', workflow.id);
    await settle();
    if (workflow) http.expectOne(url).flush(workflow);
    await answerLists();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    deviceStorage.write('time-zone', 'Europe/Berlin');
    TestBed.configureTestingModule({ providers: platformFor() });
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('draws its forms from the schemas and saves the next version', async () => {
    await open(aWorkflow());
    await type('#trigger-minutes', '90');
    await type('#steps-0-template', 'refund');
    await click('admin.form.save');
    const save = http.expectOne({ method: 'PUT', url });
    expect(save.request.body).toMatchObject({
      baseVersion: 3,
      definition: {
        trigger: { kind: 'before-start', config: { minutes: 90 } },
        steps: [{ config: { to: 'candidate', template: 'refund' } }, { kind: 'wait-for' }],
      },
    });
    save.flush(aWorkflow({ version: 4 }));
    await settle();
    expect(fixture.componentInstance.hasUnsavedChanges()).toBe(false);
  });

  it('adds, moves and removes steps', async () => {
    await open(aWorkflow());
    await type('#add-step', 'stop');
    await click('admin.workflow.step-add');
    expect(steps()).toEqual(['step-remind', 'step-pause', 'step-stop']);
    page.querySelector<HTMLElement>('#step-stop-up')?.click();
    await settle();
    expect(steps()).toEqual(['step-remind', 'step-stop', 'step-pause']);
    expect(document.activeElement?.id).toBe('step-stop-up');
    await click('admin.workflow.step-remove');
    expect(steps()).toEqual(['step-stop', 'step-pause']);
  });

  it('says what is to be mended before anything is sent', async () => {
    await open(aWorkflow());
    await type('#trigger-minutes', 'soon');
    expect(problems()).toEqual([]);
    await click('admin.form.save');
    http.expectNone({ method: 'PUT', url });
    expect(problems().join()).toContain('admin.workflow.not-in-range');
  });

  it('shows at its place what only the API can know', async () => {
    await open(aWorkflow());
    await type('#steps-0-to', 'interviewer');
    await click('admin.form.save');
    const details = [{ path: 'body.definition.steps.0.config.template', message: 'has no words' }];
    const error = { code: 'invalid-request', message: 'no', correlationId: 'c', details };
    http.expectOne({ method: 'PUT', url }).flush({ error }, { status: 400, statusText: 'Bad Request' });
    await settle();
    expect(page.querySelector('#steps-0-template')?.getAttribute('aria-invalid')).toBe('true');
    await type('#steps-0-template', 'refund');
    expect(page.querySelector('#steps-0-template')?.getAttribute('aria-invalid')).toBeNull();
  });

  it('asks for an address only where it goes to one, keeps what was typed, and sends it only there', async () => {
    await open(aWorkflow());
    expect(page.querySelector('#steps-0-address')).toBeNull();
    await type('#steps-0-to', 'address');
    await click('admin.form.save');
    http.expectNone({ method: 'PUT', url });
    expect(page.querySelector('#steps-0-address')?.getAttribute('aria-invalid')).toBe('true');
    await type('#steps-0-address', 'office@example.com');
    await type('#steps-0-to', 'interviewer');
    expect(page.querySelector('#steps-0-address')).toBeNull();
    await type('#steps-0-to', 'address');
    expect(page.querySelector<HTMLInputElement>('#steps-0-address')?.value).toBe('office@example.com');
    await type('#steps-0-to', 'interviewer');
    await click('admin.form.save');
    const { body } = http.expectOne({ method: 'PUT', url }).request;
    expect((body as Workflow).definition.steps[0]?.config).toEqual({
      to: 'interviewer',
      template: 'reminder',
    });
  });

  it('keeps what was typed when it is switched off', async () => {
    await open(aWorkflow());
    await type('#name', 'Another name');
    page.querySelector<HTMLElement>('mat-slide-toggle button')?.click();
    await settle();
    const request = http.expectOne(`${url}/enabled`);
    expect(request.request.body).toEqual({ enabled: false });
    request.flush(aWorkflow({ enabled: false }));
    await settle();
    expect(page.querySelector<HTMLInputElement>('#name')?.value).toBe('Another name');
    expect(page.querySelector('mat-slide-toggle button')?.getAttribute('aria-checked')).toBe('false');
  });

  it('offers the webhooks that there are by their names', async () => {
    await open(aWorkflow());
    await type('#add-step', 'call-webhook');
    await click('admin.workflow.step-add');
    await type('#steps-2-endpointId', anEndpoint.id);
    await click('admin.form.save');
    expect(page.querySelector('#steps-2-endpointId')?.textContent).toContain('Applicant tracking');
    expect(http.expectOne({ method: 'PUT', url }).request.body).toMatchObject({
      definition: { steps: [{}, {}, { kind: 'call-webhook', config: { endpointId: anEndpoint.id } }] },
    });
  });

  it('simulates what is in the form at a time of the person’s zone', async () => {
    await open(aWorkflow());
    await type('#trigger-minutes', '30');
    await type('#simulation-moment', '2026-11-25T10:30');
    await click('admin.simulation.run');
    const request = http.expectOne('/api/admin/workflow-simulations');
    expect(request.request.body).toMatchObject({
      interviewId: null,
      now: '2026-11-25T09:30:00.000Z',
      definition: { trigger: { config: { minutes: 30 } } },
    });
    request.flush(aSimulation);
    await settle();
    const told = page.querySelector('gr-simulation-panel')?.textContent;
    expect(told).toContain('1. send-email');
    expect(told).toContain('conditions-not-met');
    expect(told).toContain('11:30');
  });

  it('says that nothing would happen', async () => {
    await open(aWorkflow());
    await click('admin.simulation.run');
    http.expectOne('/api/admin/workflow-simulations').flush({ ...aSimulation, occasions: [] });
    await settle();
    expect(page.textContent).toContain('admin.simulation.nothing');
  });

  it.each([
    ['invalid-request', 400],
    ['not-found', 404],
  ])('says that there is no such workflow when the server answers %s', async (code, status) => {
    fixture = TestBed.createComponent(WorkflowPage);
    page = fixture.nativeElement as HTMLElement;
    fixture.componentRef.setInput('workflowId', 'of-no-form');
    await settle();
    http
      .expectOne('/api/admin/workflows/of-no-form')
      .flush({ error: { code, message: 'No', correlationId: 'a' } }, { status, statusText: 'No' });
    await settle();
    expect(page.textContent).toContain('admin.workflow.missing');
    expect(page.textContent).not.toContain('shell.retry');
  });

  it('begins a new one without steps, which have to be added', async () => {
    await open(null);
    await type('#name', 'Mine');
    await type('#trigger-minutes', '10');
    await click('admin.workflows.add');
    http.expectNone('/api/admin/workflows');
    expect(problems()).toEqual(['admin.workflow.no-steps']);
    await type('#add-step', 'stop');
    await click('admin.workflow.step-add');
    await click('admin.workflows.add');
    expect(http.expectOne('/api/admin/workflows').request.body).toMatchObject({
      name: 'Mine',
      interviewTypeId: null,
      definition: { steps: [{ key: 'stop', kind: 'stop', config: {}, conditions: [] }] },
    });
  });
});

const anEndpoint = {
  id: '00000000-0000-4000-8000-000000000051',
  name: 'Applicant tracking',
  url: 'https://ats.example/greenroom',
  active: true,
  createdAt: '2026-11-22T09:00:00.000Z',
};

const aSimulation: Simulation = {
  interview: {
    status: 'scheduled',
    scheduledAt: '2026-11-25T11:00:00.000Z',
    endsAt: '2026-11-25T11:45:00.000Z',
  },
  occasions: [
    {
      dueAt: '2026-11-25T10:30:00.000Z',
      reason: null,
      values: {},
      steps: [
        {
          key: 'remind',
          kind: 'send-email',
          outcome: 'skipped',
          at: '2026-11-25T10:30:00.000Z',
          reason: 'conditions-not-met',
          values: { field: 'status', operator: 'is', value: 'completed' },
        },
      ],
    },
  ],
};
