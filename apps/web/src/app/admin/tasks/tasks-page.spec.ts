import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AdminTask } from '@greenroom/contracts';
import { aTask } from '../../../../test-support/a-task';
import { allowModalDialogs } from '../../../../test-support/modal-dialogs';
import { platformFor } from '../../../../test-support/providers';
import { until } from '../../../../test-support/until';
import { Questions } from '../questions/questions';
import { OpenTasks } from './open-tasks';
import { TasksPage } from './tasks-page';

const list = '/api/admin/tasks?status=open&limit=25';
const count = '/api/admin/tasks/count';
const proposal = {
  kind: 'confirm-outcome',
  openedBy: 'system',
  text: null,
  interview: { status: 'scheduled', outcome: null, proposedOutcome: 'no-show-candidate' },
} as const;

describe('the tasks of an administrator', () => {
  let http: HttpTestingController;
  let page: HTMLElement;

  /** The request that comes, once it has. */
  async function next(wanted: string): Promise<TestRequest> {
    const found: TestRequest[] = [];
    await until(() => found.push(...http.match(({ urlWithParams }) => urlWithParams === wanted)) > 0);
    const [request] = found;
    if (!request) throw new Error('There is no request');
    return request;
  }
  const says = (words: string) => until(() => page.textContent.includes(words));
  const card = () => page.querySelector('gr-task-card article');
  const resolve = () => card()?.querySelector<HTMLElement>('.todo > button');
  const decide = () => card()?.querySelector<HTMLElement>('gr-outcome-dialog > button');

  async function open(items: AdminTask[], status?: 'resolved'): Promise<void> {
    const fixture = TestBed.createComponent(TasksPage);
    fixture.componentRef.setInput('status', status);
    page = fixture.nativeElement as HTMLElement;
    (await next(count)).flush({ open: items.length });
    const asked = await next(status ? list.replace('open', status) : list);
    asked.flush({ items, nextCursor: null });
    await until(() => items.length === 0 || Boolean(card()?.textContent));
  }

  beforeEach(() => {
    allowModalDialogs();
    TestBed.configureTestingModule({ providers: [...platformFor(), OpenTasks] });
    http = TestBed.inject(HttpTestingController);
  });

  it('shows an appeal in the words of who wrote it, with the way to its interview', async () => {
    await open([aTask()]);
    expect(card()?.querySelector('blockquote')?.textContent).toBe('The page did not let me in.');
    const link = card()?.querySelector('h2 a')?.getAttribute('href');
    expect(link).toBe(`/admin/interviews/${aTask().interview.id}`);
  });

  it('resolves an appeal with a note, and the navigation counts again', async () => {
    await open([aTask()]);
    jest.spyOn(TestBed.inject(Questions), 'askWhy').mockResolvedValue('We move it for free.');
    resolve()?.click();
    const sent = await next(`/api/admin/tasks/${aTask().id}/resolve`);
    expect(sent.request.body).toEqual({ note: 'We move it for free.' });
    sent.flush(aTask({ resolvedAt: '2026-11-22T10:00:00.000Z', note: 'We move it for free.' }));
    (await next(count)).flush({ open: 0 });
    (await next(list)).flush({ items: [], nextCursor: null });
    await says('admin.tasks.none-text');
  });

  it('shows how things are when somebody else was quicker', async () => {
    await open([aTask()]);
    jest.spyOn(TestBed.inject(Questions), 'askWhy').mockResolvedValue('Looked at.');
    resolve()?.click();
    const sent = await next(`/api/admin/tasks/${aTask().id}/resolve`);
    sent.flush({ error: { code: 'state-conflict' } }, { status: 409, statusText: 'Conflict' });
    (await next(list)).flush({ items: [], nextCursor: null });
    await says('admin.tasks.none-text');
  });

  it.each(['confirm-outcome', 'evidence-missing'] as const)(
    'decides what is proposed by %s with a reason; a note alone does not put it away',
    async (kind) => {
      await open([aTask({ ...proposal, kind })]);
      expect(resolve()).toBeNull();
      decide()?.click();
      const reason = page.querySelector<HTMLTextAreaElement>('dialog[open] textarea');
      if (!reason) throw new Error('the dialog asks for a reason');
      reason.value = 'Both have said so';
      reason.dispatchEvent(new Event('input'));
      page.querySelector<HTMLElement>('dialog[open] [type="submit"]')?.click();
      const sent = await next(`/api/admin/interviews/${aTask().interview.id}/outcome`);
      expect(sent.request.body).toEqual({ outcome: 'no-show-candidate', reason: 'Both have said so' });
    },
  );

  it('a proposal about a session that there will not be can be put away', async () => {
    await open([aTask({ ...proposal, interview: { ...proposal.interview, status: 'cancelled' } })]);
    expect(decide()).toBeNull();
    expect(resolve()).not.toBeNull();
  });

  it('shows what was resolved with its note, and nothing to do', async () => {
    await open([aTask({ resolvedAt: '2026-11-22T09:30:00.000Z', note: 'Looked at.' })], 'resolved');
    expect(card()?.textContent).toContain('Looked at.');
    expect(card()?.querySelector('button')).toBeNull();
  });

  it('says when the tasks cannot be had, and asks again', async () => {
    const fixture = TestBed.createComponent(TasksPage);
    page = fixture.nativeElement as HTMLElement;
    (await next(list)).error(new ProgressEvent('error'));
    await says('admin.tasks.failed');
    page.querySelector<HTMLElement>('gr-error-state button')?.click();
    (await next(list)).flush({ items: [], nextCursor: null });
    await says('admin.tasks.none-text');
  });
});
