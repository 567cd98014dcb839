import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Settlement } from '@greenroom/contracts';
import { anInterview } from '../../../test-support/an-interview';
import { platformFor } from '../../../test-support/providers';
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

  it("stops at somebody else's booking", async () => {
    const followed = store.follow(interview.id);
    const refusal = { status: 404, statusText: 'Not Found' };
    (await question()).flush({ error: { code: 'not-found', message: 'no' } }, refusal);
    expect((await followed).kind).toBe('not-found');
  });
});
