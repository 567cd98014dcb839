import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ChangeTerms } from '@greenroom/contracts';
import { anAssignment } from '../../../test-support/an-assignment';
import { anInterview } from '../../../test-support/an-interview';
import { allowModalDialogs } from '../../../test-support/modal-dialogs';
import { platformFor } from '../../../test-support/providers';
import { until } from '../../../test-support/until';
import { ChangeActions } from './change-actions';
import type { ChangeSide } from './change-calls';

const { id, scheduledAt, price } = anInterview();
const OWN = `/api/interviews/${id}`;
const LINK = `/api/interviewer/interviews/${id}`;
const ADMIN = `/api/admin/interviews/${id}`;

interface TermsWish {
  readonly cancel?: Partial<ChangeTerms['cancel']>;
  readonly reschedule?: Partial<ChangeTerms['reschedule']>;
}

const someTerms = ({ cancel, reschedule }: TermsWish = {}): ChangeTerms => ({
  scheduleVersion: 3,
  cancel: { refusal: null, refund: price, rule: 'free-cancellation', freeUntil: null, ...cancel },
  reschedule: { refusal: null, left: 2, until: null, ...reschedule },
});

describe('the changes of an interview', () => {
  let fixture: ComponentFixture<ChangeActions>;
  let http: HttpTestingController;
  let changes: number;

  beforeEach(() => {
    allowModalDialogs();
    TestBed.configureTestingModule({ providers: platformFor({ now: '2026-11-22T10:00:00Z' }) });
    http = TestBed.inject(HttpTestingController);
    changes = 0;
  });

  async function show(side: ChangeSide): Promise<void> {
    fixture = TestBed.createComponent(ChangeActions);
    fixture.componentRef.setInput('side', side);
    fixture.componentRef.setInput('interviewId', id);
    fixture.componentRef.setInput('scheduledAt', scheduledAt);
    fixture.componentRef.setInput('price', side === 'interviewer' ? null : price);
    fixture.componentInstance.changed.subscribe(() => (changes += 1));
    await until(() => page().textContent.includes('Keep the time'));
  }

  const page = () => fixture.nativeElement as HTMLElement;
  const opened = () => page().querySelector<HTMLDialogElement>('dialog[open]');
  const words = () => opened()?.textContent ?? '';
  const says = (text: string) => until(() => words().includes(text));
  const closed = () => until(() => opened() === null);
  async function press(name: string): Promise<void> {
    const button = () =>
      [...(opened() ?? page()).querySelectorAll('button')].find(
        ({ textContent }) => textContent.trim() === name,
      );
    await until(() => button() !== undefined);
    button()?.click();
  }
  const submit = () =>
    opened()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
  function type(text: string): void {
    const field = opened()?.querySelector('textarea');
    if (!field) throw new Error('There is nothing to type into');
    field.value = text;
    field.dispatchEvent(new Event('input'));
  }
  /** The request that comes, once it has. */
  async function next(url: string): Promise<TestRequest> {
    const found: TestRequest[] = [];
    await until(() => found.push(...http.match((request) => request.url.startsWith(url))) > 0);
    const [request] = found;
    if (!request) throw new Error(`There is no request for ${url}`);
    return request;
  }
  const answer = async (url: string, body: object) => (await next(url)).flush(body);

  it('asks nothing and changes nothing before somebody wants to', async () => {
    await show('candidate');
    http.verify();
  });

  it('says what goes back, and cancels on exactly these terms', async () => {
    await show('candidate');
    await press('Cancel interview');
    await answer(`${OWN}/terms`, someTerms());
    await says('You get €49.00 back: all that you paid.');
    submit();
    const sent = await next(`${OWN}/cancellation`);
    expect(sent.request.body).toEqual({ scheduleVersion: 3, refundMinor: price.amountMinor });
    sent.flush(anInterview({ status: 'cancelled' }));
    await closed();
    expect(changes).toBe(1);
  });

  it.each([
    ['a part', 900, 'The free time is over: you get €9.00 back, and €40.00 is kept.'],
    ['nothing', 0, 'Nothing goes back: €49.00 is kept.'],
  ] as const)('says when %s goes back', async (_, amountMinor, sentence) => {
    const refund = { amountMinor, currency: 'EUR' };
    await show('candidate');
    await press('Cancel interview');
    await answer(`${OWN}/terms`, someTerms({ cancel: { refund, rule: 'late-cancellation' } }));
    await says(sentence);
  });

  it('keeps the interview', async () => {
    await show('candidate');
    await press('Cancel interview');
    await answer(`${OWN}/terms`, someTerms());
    await press('Keep interview');
    await closed();
    expect(changes).toBe(0);
    http.verify();
  });

  it('asks for the terms again when they have changed meanwhile', async () => {
    await show('candidate');
    await press('Cancel interview');
    await answer(`${OWN}/terms`, someTerms());
    await says('You get €49.00 back');
    submit();
    (await next(`${OWN}/cancellation`)).flush(
      { error: { code: 'state-conflict', message: '' } },
      { status: 409, statusText: 'Conflict' },
    );
    await answer(`${OWN}/terms`, someTerms({ cancel: { refusal: 'started' } }));
    await says('errors.state-conflict');
    await says('This interview should have begun already.');
    expect(changes).toBe(0);
  });

  it('moves the interview to a time of another day', async () => {
    await show('candidate');
    await press('Reschedule');
    const times = {
      items: [{ startsAt: '2026-11-25T09:00:00.000Z', endsAt: '2026-11-25T09:45:00.000Z' }],
    };
    await answer(`${OWN}/terms`, someTerms());
    await answer(`${OWN}/new-times`, times);
    submit();
    await says('Choose one of the times.');
    const time = () => opened()?.querySelector<HTMLInputElement>('input[type=radio]');
    await until(() => time() !== null);
    time()?.dispatchEvent(new Event('change'));
    submit();
    const sent = await next(`${OWN}/reschedule`);
    expect(sent.request.body).toEqual({ scheduleVersion: 3, startsAt: '2026-11-25T09:00:00.000Z' });
    sent.flush(anInterview());
    await closed();
    expect(changes).toBe(1);
  });

  it('says why no other time can be chosen', async () => {
    await show('candidate');
    await press('Reschedule');
    await answer(`${OWN}/terms`, someTerms({ reschedule: { refusal: 'too-late' } }));
    await says('It is too late to choose another time: this hour is kept for you.');
    expect(words()).not.toContain('Take this time');
  });

  it('lets an interviewer confirm without a price, with or without a reason', async () => {
    await show('interviewer');
    await press('Cancel interview');
    await answer(`${LINK}/terms`, someTerms({ cancel: { refund: null, rule: 'cancelled-by-interviewer' } }));
    await says('The candidate is told, and gets everything back that was paid.');
    submit();
    const sent = await next(`${LINK}/cancellation`);
    expect(sent.request.body).toEqual({ scheduleVersion: 3, confirm: true, reason: null });
    sent.flush(anAssignment({ status: 'cancelled' }));
    await closed();
    expect(changes).toBe(1);
  });

  it('asks an administrator for a reason', async () => {
    await show('admin');
    await press('Cancel interview');
    await answer(`${ADMIN}/terms`, someTerms({ cancel: { rule: 'cancelled-by-admin' } }));
    submit();
    await says('Say why, in a few words.');
    type('The building is closed');
    submit();
    const sent = await next(`${ADMIN}/cancellation`);
    expect(sent.request.body).toEqual({
      scheduleVersion: 3,
      refundMinor: price.amountMinor,
      reason: 'The building is closed',
    });
  });
});
