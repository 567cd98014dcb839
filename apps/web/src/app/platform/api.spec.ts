import { HttpTestingController } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountRoutes, bookingRoutes, interviewRoutes } from '@greenroom/contracts';
import { anInterview } from '../../../test-support/an-interview';
import { platformFor } from '../../../test-support/providers';
import { Api, apiResource } from './api';
import { ApiError } from './api-error';
import { SessionExpiry } from './session-expiry';

const interviewId = anInterview().id;

describe('the API client', () => {
  let api: Api;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: platformFor() });
    api = TestBed.inject(Api);
    http = TestBed.inject(HttpTestingController);
  });

  const failure = async (call: Promise<unknown>): Promise<ApiError> => {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof ApiError)) throw new Error(`not an ApiError: ${String(error)}`);
    return error;
  };

  it('calls the address of the contract and parses the answer by it', async () => {
    const call = api.call(interviewRoutes.getInterview, { params: { interviewId } });
    http.expectOne({ method: 'GET', url: `/api/interviews/${interviewId}` }).flush(anInterview());
    expect((await call).typeName).toBe('Behavioural interview');
  });

  it('refuses an answer that is not of the contract', async () => {
    const call = api.call(interviewRoutes.getInterview, { params: { interviewId } });
    http.expectOne(`/api/interviews/${interviewId}`).flush({ id: 'something else' });
    expect((await failure(call)).code).toBe('unreadable');
  });

  it('hands on the code, the details and the correlation id of an error', async () => {
    const call = api.call(bookingRoutes.resumeCheckout, { params: { interviewId } });
    const error = { code: 'hold-expired', message: 'over', correlationId: 'req-1' };
    http
      .expectOne(`/api/bookings/${interviewId}/checkout`)
      .flush({ error }, { status: 409, statusText: 'Conflict' });
    expect(await failure(call)).toMatchObject({ code: 'hold-expired', correlationId: 'req-1', details: [] });
  });

  it('tells a lost network from an answer', async () => {
    const call = api.call(accountRoutes.getMe, {});
    http.expectOne('/api/me').error(new ProgressEvent('error'));
    expect((await failure(call)).code).toBe('network');
  });

  it('reports an ended session for account routes, and leaves the public ones alone', async () => {
    let reports = 0;
    TestBed.inject(SessionExpiry).reported$.subscribe(() => (reports += 1));
    const unauthenticated = { error: { code: 'unauthenticated', message: 'who?' } };
    const refusal = { status: 401, statusText: 'Unauthorized' };

    const open = failure(api.call(accountRoutes.getMe, {}));
    http.expectOne('/api/me').flush(unauthenticated, refusal);
    await open;
    expect(reports).toBe(0);

    const closed = failure(api.call(interviewRoutes.getInterview, { params: { interviewId } }));
    http.expectOne(`/api/interviews/${interviewId}`).flush(unauthenticated, refusal);
    await closed;
    expect(reports).toBe(1);
  });

  it('reads resources with the same parsing and the same errors', async () => {
    const resource = TestBed.runInInjectionContext(() =>
      apiResource(interviewRoutes.getInterview, () => ({ params: { interviewId } })),
    );
    TestBed.tick();
    http
      .expectOne(`/api/interviews/${interviewId}`)
      .flush({ error: { code: 'not-found', message: 'no' } }, { status: 404, statusText: 'Not Found' });
    await TestBed.inject(ApplicationRef).whenStable();
    expect(resource.error()).toBeInstanceOf(ApiError);
    expect(resource.hasValue()).toBe(false);
  });
});
