import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { WorkflowRun } from '@greenroom/contracts';
import { aRun, aStep, aWorkflowSummary } from '../../../../test-support/a-workflow';
import { platformFor } from '../../../../test-support/providers';
import { deviceStorage } from '../../platform/browser-storage';
import { InterviewWorkflows } from './interview-workflows';

const interviewId = '00000000-0000-4000-8000-000000000001';
const url = `/api/admin/interviews/${interviewId}/workflow-runs`;

describe('what workflows do for an interview', () => {
  let http: HttpTestingController;
  let part: HTMLElement;

  const settle = () => jest.advanceTimersByTimeAsync(100);
  const answer = async (runs: WorkflowRun[]) => {
    http.expectOne(url).flush({ items: runs });
    await settle();
  };
  const [next, story] = ['[aria-labelledby="next"]', '[aria-labelledby="runs"]'];
  const textOf = (selector: string) => part.querySelector(selector)?.textContent ?? '';
  const click = async (container: ParentNode, label: string) => {
    const button = [...container.querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes(label),
    );
    if (!button) throw new Error(`There is no button "${label}"`);
    button.click();
    await settle();
  };

  beforeEach(async () => {
    jest.useFakeTimers();
    deviceStorage.write('time-zone', 'Asia/Kolkata');
    TestBed.configureTestingModule({ providers: platformFor() });
    http = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(InterviewWorkflows);
    fixture.componentRef.setInput('interviewId', interviewId);
    part = fixture.nativeElement as HTMLElement;
    await settle();
    http.expectOne('/api/admin/workflows').flush({ items: [aWorkflowSummary({ name: 'Renamed' })] });
    await settle();
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('tells what comes next, soonest first, in the reader’s zone', async () => {
    const later = aStep({
      id: uuid(2),
      kind: 'wait-for',
      status: 'waiting',
      dueAt: null,
      doneAt: null,
      outcome: null,
      expectedAt: '2026-11-22T12:00:00.000Z',
    });
    const sooner = aStep({
      id: uuid(3),
      kind: 'stop',
      status: 'pending',
      dueAt: '2026-11-22T11:00:00.000Z',
      doneAt: null,
      outcome: null,
      expectedAt: '2026-11-22T11:00:00.000Z',
    });
    await answer([aRun({ id: uuid(4), steps: [aStep(), later] }), aRun({ id: uuid(5), steps: [sooner] })]);
    const shown = [...part.querySelectorAll(`${next} li`)].map(({ textContent }) => textContent);
    expect(shown).toHaveLength(2);
    expect(shown[0]).toContain('stop');
    expect(shown[0]).toContain('4:30');
    expect(shown[1]).toContain('wait-for');
    expect(shown[1]).toContain('Renamed');
  });

  it('tells what was done, what was left out and why', async () => {
    const skipped = aStep({ id: uuid(2), status: 'skipped', outcome: { reason: 'no-phone', values: {} } });
    await answer([aRun({ status: 'done', steps: [aStep(), skipped] })]);
    expect(textOf(story)).toContain('message-planned');
    expect(textOf(story)).toContain('no-phone');
    expect(textOf(next)).toContain('admin.runs.nothing-next');
  });

  it('tries a parked step again', async () => {
    await answer([aRun({ steps: [aStep({ status: 'parked', lastError: 'no such server' })] })]);
    expect(textOf(story)).toContain('no such server');
    await click(part, 'admin.timeline.retry');
    http.expectOne(`/api/admin/workflow-steps/${aStep().id}/retry`).flush(aStep({ status: 'pending' }));
    await settle();
    await answer([aRun()]);
    expect(textOf(story)).not.toContain('admin.timeline.retry');
  });

  it('leaves a step out for a reason only', async () => {
    await answer([aRun({ steps: [aStep({ status: 'parked' })] })]);
    await click(part, 'admin.runs.skip');
    const dialog = document.querySelector('gr-reason-dialog');
    if (!dialog) throw new Error('There is no dialog');
    await click(dialog, 'admin.runs.skip-confirm');
    expect(dialog.textContent).toContain('admin.problem.missing');
    const field = dialog.querySelector('input');
    if (field) field.value = 'They were told by telephone';
    field?.dispatchEvent(new Event('input'));
    await click(dialog, 'admin.runs.skip-confirm');
    const request = http.expectOne(`/api/admin/workflow-steps/${aStep().id}/skip`);
    expect(request.request.body).toEqual({ reason: 'They were told by telephone' });
  });

  it('says that nothing was set off yet', async () => {
    await answer([]);
    expect(textOf(story)).toContain('admin.runs.none');
  });
});

function uuid(number: number): string {
  return `00000000-0000-4000-8000-00000000010${number}`;
}
