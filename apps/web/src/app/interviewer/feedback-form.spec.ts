import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { anAssignment } from '../../../test-support/an-assignment';
import { platformFor } from '../../../test-support/providers';
import { tabStorage } from '../platform/browser-storage';
import { FeedbackForm } from './feedback-form';

describe('the feedback form', () => {
  const completed = anAssignment({ status: 'completed' });

  beforeEach(() => {
    tabStorage.remove(`feedback.${completed.interviewId}`);
    TestBed.configureTestingModule({ providers: platformFor() });
  });

  it('keeps what was written and chosen when the page asks for its interview again', async () => {
    const fixture = TestBed.createComponent(FeedbackForm);
    const page = fixture.nativeElement as HTMLElement;
    fixture.componentRef.setInput('assignment', completed);
    await fixture.whenStable();
    const comments = () => page.querySelector('textarea');
    const four = () => page.querySelector<HTMLInputElement>('input[value="4"]');
    const field = comments();
    if (field) field.value = 'Clear answers.';
    field?.dispatchEvent(new Event('input'));
    four()?.click();
    await fixture.whenStable();

    fixture.componentRef.setInput('assignment', { ...completed });
    await fixture.whenStable();

    expect(comments()?.value).toBe('Clear answers.');
    expect(four()?.checked).toBe(true);
    expect(page.querySelector('.full')).not.toBeNull();
  });
});
