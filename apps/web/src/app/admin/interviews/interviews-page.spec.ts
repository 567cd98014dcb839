import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { platformFor } from '../../../../test-support/providers';
import { InterviewsPage } from './interviews-page';

describe('the list of interviews', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({ providers: platformFor() });
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it.each([
    [{}, 'limit=25', 'admin.interviews.none-text'],
    [{ status: 'completed' }, 'status=completed&limit=25', 'admin.interviews.none-of-status'],
    [{ messages: 'parked' }, 'messages=parked&limit=25', 'admin.interviews.none-parked'],
    [{ status: 'nonsense', messages: 'nonsense' }, 'limit=25', 'admin.interviews.none-text'],
  ])('is narrowed by what the address says: %p', async (inputs, query, words) => {
    const fixture = TestBed.createComponent(InterviewsPage);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await jest.advanceTimersByTimeAsync(100);
    TestBed.inject(HttpTestingController)
      .expectOne(`/api/admin/interviews?${query}`)
      .flush({ items: [], nextCursor: null });
    await jest.advanceTimersByTimeAsync(100);
    expect((fixture.nativeElement as HTMLElement).textContent).toContain(words);
  });
});
