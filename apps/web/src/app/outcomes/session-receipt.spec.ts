import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Receipt } from '@greenroom/contracts';
import { anInterview } from '../../../test-support/an-interview';
import { platformFor } from '../../../test-support/providers';
import { until } from '../../../test-support/until';
import { SessionReceipt } from './session-receipt';

const { id } = anInterview();
const OWN = `/api/interviews/${id}`;

const aReceipt = (parts: Partial<Receipt> = {}): Receipt => ({
  outcome: 'no-show-candidate',
  decidedAt: '2026-11-22T09:20:00.000Z',
  decidedBy: 'evidence',
  awaitsConfirmation: false,
  evidenceGapSince: null,
  plannedFrom: '2026-11-22T09:00:00.000Z',
  plannedTo: '2026-11-22T09:45:00.000Z',
  interviewer: [{ from: '2026-11-22T09:00:00.000Z', to: '2026-11-22T09:16:00.000Z' }],
  candidate: [],
  mediaSeenAt: { interviewer: null, candidate: null },
  togetherSeconds: 0,
  appeal: null,
  ...parts,
});

describe('the receipt of a session', () => {
  let fixture: ComponentFixture<SessionReceipt>;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: platformFor() });
    http = TestBed.inject(HttpTestingController);
  });

  async function show(side: 'candidate' | 'admin', receipt: Receipt, opensAt?: string): Promise<void> {
    fixture = TestBed.createComponent(SessionReceipt);
    fixture.componentRef.setInput('opensAt', opensAt);
    fixture.componentRef.setInput('side', side);
    fixture.componentRef.setInput('interviewId', id);
    fixture.componentRef.setInput('interviewerName', 'Dana Whitfield');
    fixture.componentRef.setInput('candidateName', 'Mia Torres');
    fixture.componentRef.setInput('zone', 'UTC');
    const isReceipt = ({ url }: { url: string }) => url.endsWith('/receipt');
    const asked = await next(isReceipt);
    asked.flush(receipt);
    await until(() => page().querySelector('h2 ~ p') !== null);
  }

  const page = () => fixture.nativeElement as HTMLElement;
  const says = (words: string) => until(() => page().textContent.includes(words));
  /** The request that comes, once it has. */
  async function next(isIt: (request: { url: string }) => boolean): Promise<TestRequest> {
    const found: TestRequest[] = [];
    await until(() => found.push(...http.match(isIt)) > 0);
    const [request] = found;
    if (!request) throw new Error('There is no request');
    return request;
  }
  const facts = () =>
    [...page().querySelectorAll('dt')].map((term) => [
      term.textContent.trim(),
      term.nextElementSibling?.textContent.replace(/\s+/g, ' ').trim(),
    ]);
  async function press(name: string): Promise<void> {
    const button = () =>
      [...page().querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name);
    await until(() => button() !== undefined);
    button()?.click();
  }
  async function submit(): Promise<void> {
    const form = () => page().querySelector('form');
    await until(() => form() !== null);
    form()?.dispatchEvent(new Event('submit', { cancelable: true }));
  }

  it('says who was in the room and when, and what follows', async () => {
    await show('candidate', aReceipt());
    expect(page().textContent).toContain('The interview did not take place: the candidate did not come.');
    expect(facts()).toEqual([
      ['Dana Whitfield', '9:00 AM – 9:16 AM'],
      ['Mia Torres', 'not in the room'],
      ['Together', '0 seconds'],
    ]);
  });

  it('misses nobody in a room that has not opened', async () => {
    await show(
      'admin',
      aReceipt({ outcome: null, decidedBy: null, interviewer: [] }),
      '2026-11-22T10:00:01Z',
    );
    expect(page().textContent).not.toContain('not in the room');
    expect(page().textContent).toContain('The room opens Sun');
    expect(facts()).toEqual([]);
  });

  it('says who is not there once the room is open', async () => {
    await show('admin', aReceipt({ outcome: null, decidedBy: null }), '2026-11-22T10:00:00Z');
    expect(page().textContent).toContain('not in the room');
  });

  it('says that an administrator has yet to confirm, and offers no appeal before', async () => {
    await show('candidate', aReceipt({ outcome: null, decidedBy: null, awaitsConfirmation: true }));
    expect(page().textContent).toContain('An administrator has yet to confirm');
    expect(page().textContent).not.toContain('Appeal');
  });

  it('says since when it cannot be asked who is in the room, until it is decided', async () => {
    const evidenceGapSince = '2026-11-22T09:15:30.000Z';
    await show('candidate', aReceipt({ outcome: null, decidedBy: null, evidenceGapSince }));
    expect(page().textContent).toContain('cannot be asked who is in the room (since 9:15 AM)');
    await show('candidate', aReceipt({ evidenceGapSince }));
    expect(page().textContent).not.toContain('cannot be asked');
  });

  it('takes an appeal in the person’s own words, and shows that it was taken', async () => {
    await show('candidate', aReceipt());
    await press('Appeal');
    await submit();
    await says('Say what was different.');
    const field = page().querySelector('textarea');
    if (!field) throw new Error('There is nothing to type into');
    field.value = 'I was there';
    field.dispatchEvent(new Event('input'));
    await submit();
    const sent = await next(({ url }) => url === `${OWN}/appeal`);
    expect(sent.request.body).toEqual({ text: 'I was there' });
    const appeal = {
      text: 'I was there',
      openedAt: '2026-11-22T10:00:00.000Z',
      resolvedAt: null,
      note: null,
    };
    sent.flush(aReceipt({ appeal }));
    await says('An administrator looks at it.');
    expect(page().querySelector('form')).toBeNull();
  });

  it('shows the answer to an appeal', async () => {
    const appeal = {
      text: 'I was there',
      openedAt: '2026-11-22T10:00:00.000Z',
      resolvedAt: '2026-11-22T12:00:00.000Z',
      note: 'We have seen it too',
    };
    await show('candidate', aReceipt({ appeal }));
    expect(page().textContent).toContain('We have seen it too');
  });

  it('hints to an administrator alone whether the two have seen or heard each other', async () => {
    const receipt = aReceipt({
      outcome: 'delivered',
      candidate: [{ from: '2026-11-22T09:04:00.000Z', to: '2026-11-22T09:16:00.000Z' }],
      togetherSeconds: 720,
      mediaSeenAt: { interviewer: '2026-11-22T09:04:10.000Z', candidate: null },
    });
    await show('admin', receipt);
    expect(page().textContent).toContain('Picture or sound of the other side arrived at 9:04 AM');
    expect(page().textContent).toContain('No picture or sound of the other side was reported');
    await show('candidate', receipt);
    expect(page().textContent).not.toContain('icture or sound');
  });

  it('offers no appeal to an administrator, who decides', async () => {
    await show('admin', aReceipt());
    expect(page().textContent).not.toContain('Appeal');
  });
});
