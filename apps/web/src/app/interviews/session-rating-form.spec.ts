import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { anInterview } from '../../../test-support/an-interview';
import { platformFor } from '../../../test-support/providers';
import { SessionRatingForm } from './session-rating-form';

describe('the rating of a session', () => {
  const completed = anInterview({ status: 'completed' });

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: platformFor() });
  });

  async function shown(interview = completed) {
    const fixture = TestBed.createComponent(SessionRatingForm);
    fixture.componentRef.setInput('interview', interview);
    await fixture.whenStable();
    const page = fixture.nativeElement as HTMLElement;
    return { fixture, page, send: () => page.querySelector<HTMLButtonElement>('[type=submit]')?.click() };
  }

  it('is sent with stars alone, without words that nobody wrote', async () => {
    const { fixture, page, send } = await shown();
    page.querySelector<HTMLInputElement>('input[value="4"]')?.click();
    send();
    const request = TestBed.inject(HttpTestingController).expectOne(
      `/api/interviews/${completed.id}/session-rating`,
    );
    expect(request.request.body).toEqual({ rating: 4, comment: null });
    const sessionRating = { rating: 4, comment: null, submittedAt: '2026-11-22T10:00:00Z' };
    request.flush({ ...completed, sessionRating });
    await fixture.whenStable();
    fixture.componentRef.setInput('interview', { ...completed, sessionRating });
    await fixture.whenStable();
    expect(page.querySelector('form')).toBeNull();
    expect(page.querySelector('gr-star-rating')).not.toBeNull();
  });

  it('asks for stars before it is sent', async () => {
    const { fixture, page, send } = await shown();
    send();
    await fixture.whenStable();
    TestBed.inject(HttpTestingController).expectNone(() => true);
    expect(page.querySelector('[role=radiogroup]')?.getAttribute('aria-invalid')).toBe('true');
  });
});
