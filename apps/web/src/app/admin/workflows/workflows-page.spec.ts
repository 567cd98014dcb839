import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { WorkflowSummary } from '@greenroom/contracts';
import { aStep, aWorkflowSummary } from '../../../../test-support/a-workflow';
import { platformFor } from '../../../../test-support/providers';
import { WorkflowsPage } from './workflows-page';

const list = '/api/admin/workflows';

describe('the list of workflows', () => {
  let http: HttpTestingController;
  let page: HTMLElement;

  const settle = () => jest.advanceTimersByTimeAsync(100);
  const answer = async (items: WorkflowSummary[]) => {
    http.expectOne(list).flush({ items });
    await settle();
  };
  const switched = () => page.querySelector('mat-slide-toggle button')?.getAttribute('aria-checked');

  beforeEach(async () => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({ providers: platformFor() });
    http = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(WorkflowsPage).nativeElement as HTMLElement;
    await settle();
    http.expectOne('/api/admin/interview-types').flush({ items: [] });
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('switches a workflow on', async () => {
    await answer([aWorkflowSummary({ enabled: false })]);
    page.querySelector<HTMLElement>('mat-slide-toggle button')?.click();
    await settle();
    const request = http.expectOne(`${list}/${aWorkflowSummary().id}/enabled`);
    expect(request.request.body).toEqual({ enabled: true });
    request.flush({
      ...aWorkflowSummary(),
      definition: {
        trigger: { kind: 'a', config: {} },
        conditions: [],
        steps: [{ key: 'a', kind: 'a', config: {}, conditions: [] }],
      },
    });
    await settle();
    expect(switched()).toBe('true');
  });

  it('shows how things are when switching failed', async () => {
    await answer([aWorkflowSummary({ enabled: false })]);
    page.querySelector<HTMLElement>('mat-slide-toggle button')?.click();
    await settle();
    http.expectOne(`${list}/${aWorkflowSummary().id}/enabled`).error(new ProgressEvent('error'));
    await settle();
    await answer([aWorkflowSummary({ enabled: false })]);
    expect(switched()).toBe('false');
  });

  it('leads to the interviews whose steps wait for somebody', async () => {
    await answer([aWorkflowSummary({ parkedSteps: 1 })]);
    const interviewId = '00000000-0000-4000-8000-000000000009';
    const step = { ...aStep({ status: 'parked' }), interviewId, workflowName: 'Reminder' };
    http
      .expectOne('/api/admin/workflow-steps/parked')
      .flush({ items: [{ ...step, workflowId: aWorkflowSummary().id }] });
    await settle();
    const link = page.querySelector('gr-parked-steps a');
    expect(link?.getAttribute('href')).toBe(`/admin/interviews/${interviewId}`);
  });

  it('asks for no parked steps while there are none', async () => {
    await answer([aWorkflowSummary()]);
    http.expectNone('/api/admin/workflow-steps/parked');
    expect(page.textContent).toContain('admin.workflows.none-parked');
  });

  it('says that there are none yet', async () => {
    await answer([]);
    expect(page.textContent).toContain('admin.workflows.none-text');
  });

  it('says when it could not be loaded', async () => {
    http.expectOne(list).error(new ProgressEvent('error'));
    await settle();
    expect(page.textContent).toContain('admin.workflows.failed');
  });
});
