import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Recording } from '@greenroom/contracts';
import { anInterview } from '../../../test-support/an-interview';
import { platformFor } from '../../../test-support/providers';
import { until } from '../../../test-support/until';
import { InterviewRecordings } from './interview-recordings';
import type { RecordingViewer } from './recording-calls';

const interviewId = anInterview().id;

const aRecording = (parts: Partial<Recording> = {}): Recording => ({
  id: '01a210f9-8f9c-702b-84fd-33a8be1afda0',
  status: 'ready',
  reason: null,
  startedAt: '2026-11-22T09:05:00.000Z',
  durationSeconds: 2400,
  bytes: 412_000_000,
  deleteAfter: '2026-12-22T09:45:00.000Z',
  ...parts,
});

describe('the recordings of an interview', () => {
  let fixture: ComponentFixture<InterviewRecordings>;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: platformFor() });
    http = TestBed.inject(HttpTestingController);
  });

  const page = () => fixture.nativeElement as HTMLElement;
  const says = (words: string) => until(() => page().textContent.includes(words));
  const button = (name: string) =>
    [...page().querySelectorAll('button')].find((one) => one.textContent.includes(name));

  async function next(end: string): Promise<TestRequest> {
    const found: TestRequest[] = [];
    await until(() => found.push(...http.match(({ url }) => url.endsWith(end))) > 0);
    const [request] = found;
    if (!request) throw new Error('There is no request');
    return request;
  }

  async function show(viewer: RecordingViewer, items: readonly Recording[]): Promise<TestRequest> {
    fixture = TestBed.createComponent(InterviewRecordings);
    fixture.componentRef.setInput('viewer', viewer);
    fixture.componentRef.setInput('interviewId', interviewId);
    fixture.componentRef.setInput('zone', 'UTC');
    const asked = await next('/recordings');
    asked.flush({ items });
    return asked;
  }

  it('offers each file with its time and size, and says until when it is kept', async () => {
    const asked = await show('participant', [aRecording()]);
    expect(asked.request.url).toBe(`/api/interviews/${interviewId}/recordings`);
    await says('40 minutes');
    await says('412 MB');
    await says('It is erased on Tue, Dec 22');
    expect(button('Erase')).toBeUndefined();
  });

  it('says what became of one without a file', async () => {
    await show('participant', [
      aRecording({ status: 'stopped', bytes: null, deleteAfter: null }),
      aRecording({ id: '01a210f9-8f9c-702b-84fd-33a8be1afda1', status: 'erased', reason: 'withdrawn' }),
      aRecording({ id: '01a210f9-8f9c-702b-84fd-33a8be1afda2', status: 'failed', reason: 'recorder-absent' }),
    ]);
    await says('its file is on the way');
    await says('because a consent was taken back');
    await says('no recorder came');
    expect(button('Download')).toBeUndefined();
  });

  it('shows nothing where nothing was recorded', async () => {
    await show('participant', []);
    await fixture.whenStable();
    expect(page().textContent.trim()).toBe('');
  });

  it('says why there is no link, and looks again', async () => {
    await show('participant', [aRecording()]);
    await until(() => button('Download') !== undefined);
    button('Download')?.click();
    const link = await next('/download-links');
    expect(link.request.method).toBe('POST');
    link.flush(
      { error: { code: 'state-conflict', message: 'There is no file', correlationId: 'a' } },
      { status: 409, statusText: 'Conflict' },
    );
    await until(() => page().querySelector('[role="alert"]') !== null);
    (await next('/recordings')).flush({ items: [aRecording({ status: 'erased', reason: 'retention' })] });
    await says('when its time was over');
  });

  it('lets an administrator erase one', async () => {
    const asked = await show('admin', [aRecording()]);
    expect(asked.request.url).toBe(`/api/admin/interviews/${interviewId}/recordings`);
    const wanted: Recording[] = [];
    fixture.componentInstance.eraseAsked.subscribe((recording) => wanted.push(recording));
    await until(() => button('Erase') !== undefined);
    button('Erase')?.click();
    expect(wanted).toEqual([aRecording()]);
  });

  it('offers to try again when they could not be read', async () => {
    fixture = TestBed.createComponent(InterviewRecordings);
    fixture.componentRef.setInput('viewer', 'participant');
    fixture.componentRef.setInput('interviewId', interviewId);
    (await next('/recordings')).flush(null, { status: 500, statusText: 'Broken' });
    await says('could not be read');
    page().querySelector<HTMLElement>('gr-error-state button')?.click();
    (await next('/recordings')).flush({ items: [aRecording()] });
    await says('412 MB');
  });
});
