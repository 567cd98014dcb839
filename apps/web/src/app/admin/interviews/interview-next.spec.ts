import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { WorkflowRun, WorkflowStep } from '@greenroom/contracts';
import { aRun, aStep, aWorkflowSummary } from '../../../../test-support/a-workflow';
import { platformFor } from '../../../../test-support/providers';
import { deviceStorage } from '../../platform/browser-storage';
import { InterviewNext } from './interview-next';

const uuid = (number: number) => `00000000-0000-4000-8000-00000000010${number}`;
const ahead = (number: number, expectedAt: string, parts: Partial<WorkflowStep> = {}) =>
  aStep({
    id: uuid(number),
    status: 'pending',
    dueAt: expectedAt,
    expectedAt,
    doneAt: null,
    outcome: null,
    ...parts,
  });

describe('what happens next with an interview', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<InterviewNext>;
  let part: HTMLElement;
  let changes: number;

  const settle = () => jest.advanceTimersByTimeAsync(100);
  const show = async (runs: WorkflowRun[] | undefined, failed = false) => {
    fixture.componentRef.setInput('runs', runs);
    fixture.componentRef.setInput('failed', failed);
    await settle();
  };
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
    fixture = TestBed.createComponent(InterviewNext);
    fixture.componentRef.setInput('workflows', [aWorkflowSummary({ name: 'Renamed' })]);
    changes = 0;
    fixture.componentInstance.changed.subscribe(() => (changes += 1));
    part = fixture.nativeElement as HTMLElement;
    await show([]);
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('is told soonest first: what, to whom, when in the reader’s zone and how long until then', async () => {
    const later = ahead(2, '2026-11-24T12:00:00.000Z', { status: 'waiting', dueAt: null });
    const sooner = ahead(3, '2026-11-22T13:00:00.000Z', { kind: 'stop', subject: null });
    await show([aRun({ id: uuid(4), steps: [aStep(), later] }), aRun({ id: uuid(5), steps: [sooner] })]);
    const shown = [...part.querySelectorAll('li')].map(({ textContent }) => textContent);
    expect(shown).toHaveLength(2);
    expect(shown[0]).toContain('stop');
    expect(shown[0]).toContain('6:30');
    expect(shown[0]).toContain('in 3 hours');
    expect(shown[1]).toContain('admin.step.message.email.candidate');
    expect(shown[1]).toContain('in 2 days');
    expect(shown[1]).toContain('Renamed');
  });

  it('is said to be nothing, to be loading, or not to be known', async () => {
    expect(part.textContent).toContain('admin.runs.nothing-next');
    await show(undefined);
    expect(part.querySelector('gr-skeleton')).not.toBeNull();
    await show(undefined, true);
    expect(part.textContent).toContain('admin.runs.failed');
  });

  it('waits for a person where a step got stuck: it can be tried again', async () => {
    await show([aRun({ steps: [aStep({ status: 'parked', lastError: 'no such server' })] })]);
    expect(part.textContent).not.toContain('admin.runs.nothing-next');
    await click(part, 'admin.timeline.retry');
    http.expectOne(`/api/admin/workflow-steps/${aStep().id}/retry`).flush(aStep({ status: 'pending' }));
    await settle();
    expect(changes).toBe(1);
  });

  it('is left out for a reason only', async () => {
    await show([aRun({ steps: [ahead(2, '2026-11-22T13:00:00.000Z')] })]);
    await click(part, 'admin.runs.skip');
    const dialog = document.querySelector('gr-reason-dialog');
    if (!dialog) throw new Error('There is no dialog');
    await click(dialog, 'admin.runs.skip-confirm');
    expect(dialog.textContent).toContain('admin.problem.missing');
    const field = dialog.querySelector('input');
    if (field) field.value = 'They were told by telephone';
    field?.dispatchEvent(new Event('input'));
    await click(dialog, 'admin.runs.skip-confirm');
    const request = http.expectOne(`/api/admin/workflow-steps/${uuid(2)}/skip`);
    expect(request.request.body).toEqual({ reason: 'They were told by telephone' });
  });
});
