import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Settlement } from '@greenroom/contracts';
import { anInterview } from '../../../test-support/an-interview';
import { platformFor } from '../../../test-support/providers';
import { forgetDraft, keepDraft, readDraft } from './booking-draft';
import { SettlementStore } from './settlement-store';

describe('SettlementStore', () => {
  const interview = anInterview();
  const url = `/api/bookings/${interview.id}/settle`;
  let store: SettlementStore;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [...platformFor(), SettlementStore] });
    store = TestBed.inject(SettlementStore);
    http = TestBed.inject(HttpTestingController);
  });

  /** The next question, as soon as it is asked. */
  const question = async (): Promise<TestRequest> => {
    for (;;) {
      const [request] = http.match(url);
      if (request) return request;
      await Promise.resolve();
    }
  };
  const answer = async (outcome: Settlement['outcome']) => (await question()).flush({ outcome, interview });

  it('asks until the payment is settled', async () => {
    const followed = store.follow(interview.id);
    await answer('confirming');
    await answer('confirming');
    await answer('scheduled');
    expect((await followed).kind).toBe('scheduled');
  });

  it('says so when the provider takes long, and goes on asking', async () => {
    const followed = store.follow(interview.id);
    for (let count = 0; count < 5; count += 1) await answer('confirming');
    const next = await question();
    expect(store.state()).toMatchObject({ kind: 'confirming', slow: true });
    next.flush({ outcome: 'refunded', interview });
    expect((await followed).kind).toBe('refunded');
  });

  it('keeps asking when nobody answers', async () => {
    const followed = store.follow(interview.id);
    (await question()).error(new ProgressEvent('error'));
    const next = await question();
    expect(store.state().kind).toBe('unreachable');
    next.flush({ outcome: 'not-paid', interview });
    expect((await followed).kind).toBe('not-paid');
  });

  it('claims nothing before the first answer', async () => {
    expect(store.state().kind).toBe('checking');
    void store.follow(interview.id);
    expect(store.state().kind).toBe('checking');
    (await question()).flush({ outcome: 'scheduled', interview });
  });

  it('asks on when the hold has run out, until the server has decided', async () => {
    const lapsed = anInterview({ status: 'held', holdExpiresAt: '2026-11-22T09:59:00.000Z' });
    const followed = store.follow(interview.id);
    (await question()).flush({ outcome: 'not-paid', interview: lapsed });
    const next = await question();
    expect(store.state().kind).toBe('checking');
    next.flush({ outcome: 'not-paid', interview: anInterview({ status: 'expired' }) });
    expect((await followed).kind).toBe('not-paid');
  });

  it('asks in one round at a time', async () => {
    const before = store.follow(interview.id);
    const open = await question();
    const after = store.follow(interview.id);
    open.flush({ outcome: 'confirming', interview });
    await before;
    await answer('not-paid');
    expect((await after).kind).toBe('not-paid');
    expect(http.match(url)).toHaveLength(0);
  });

  it('lets the form be forgotten once the interview is booked', async () => {
    const draft = { ...readDraft(), jobRole: 'Data engineer' };
    keepDraft(draft);
    const unpaid = store.follow(interview.id);
    await answer('not-paid');
    await unpaid;
    expect(readDraft()).toEqual(draft);
    const paid = store.follow(interview.id);
    await answer('scheduled');
    await paid;
    expect(readDraft().jobRole).toBe('');
    forgetDraft();
  });

  it("stops at somebody else's booking", async () => {
    const followed = store.follow(interview.id);
    const refusal = { status: 404, statusText: 'Not Found' };
    (await question()).flush({ error: { code: 'not-found', message: 'no' } }, refusal);
    expect((await followed).kind).toBe('not-found');
  });
});
