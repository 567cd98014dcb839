import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Assignment } from '@greenroom/contracts';
import { anAssignment } from '../../../test-support/an-assignment';
import { platformFor } from '../../../test-support/providers';
import { deviceStorage } from '../platform/browser-storage';
import { Language } from '../platform/language';
import { FeedbackPage } from './feedback-page';

const url = `/api/interviewer/interviews/${anAssignment().interviewId}`;

describe('the feedback page', () => {
  let fixture: ComponentFixture<FeedbackPage>;
  let http: HttpTestingController;

  const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000);
  const text = () => (fixture.nativeElement as HTMLElement).textContent;

  beforeEach(async () => {
    jest.useFakeTimers();
    deviceStorage.remove('locale');
    TestBed.configureTestingModule({ providers: platformFor() });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(FeedbackPage);
    fixture.componentRef.setInput('interviewId', anAssignment().interviewId);
    await pass(0.1);
  });

  afterEach(() => {
    fixture.destroy();
    jest.useRealTimers();
  });

  const answer = async (parts: Partial<Assignment>) => {
    http.expectOne(url).flush(anAssignment(parts));
    await pass(0.1);
  };

  it.each([
    ['completed', 'interviewer.talked'],
    ['no-show', 'interviewer.no-show'],
    ['cancelled', 'interviewer.cancelled'],
    ['in-progress', 'interviewer.not-over'],
  ] as const)('says what became of an interview that is %s', async (status, words) => {
    await answer({ status });
    expect(text()).toContain(words);
  });

  it('asks until the interview is over, whatever happens to a question', async () => {
    await answer({ status: 'in-progress' });
    await pass(4);
    http.expectOne(url).error(new ProgressEvent('error'));
    await pass(0.1);
    expect(text()).toContain('interviewer.not-over');
    expect(text()).toContain('shell.stale');
    await pass(4);
    await answer({ status: 'completed' });
    expect(text()).toContain('interviewer.talked');
    expect(text()).not.toContain('shell.stale');
    await pass(60);
    http.expectNone(url);
  });

  it("speaks the interviewer's language", async () => {
    await answer({ locale: 'de' });
    expect(TestBed.inject(Language).locale()).toBe('de');
  });
});
