import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { StarRatingInput } from '@greenroom/ui';
import { focusFirstInvalid } from './focus-first-invalid';

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

describe('focusFirstInvalid', () => {
  let form: HTMLElement;

  const focusIn = async (content: string | HTMLElement) => {
    form = document.createElement('form');
    if (typeof content === 'string') form.innerHTML = content;
    else form.append(content);
    document.body.append(form);
    focusFirstInvalid(form);
    await nextFrame();
    return document.activeElement;
  };

  afterEach(() => form.remove());

  it('moves to the first field that has an error', async () => {
    const focused = await focusIn(
      '<input id="good"><input id="bad" aria-invalid="true"><input id="worse" aria-invalid="true">',
    );
    expect(focused?.id).toBe('bad');
  });

  it('moves to a group that can have the focus', async () => {
    expect((await focusIn('<fieldset id="time" tabindex="-1" aria-invalid="true"></fieldset>'))?.id).toBe(
      'time',
    );
  });

  it('moves into a rating, which cannot have it itself', async () => {
    const fixture = TestBed.createComponent(StarRatingInput);
    fixture.componentRef.setInput('label', 'Rating');
    fixture.componentRef.setInput('meanings', ['1', '2', '3', '4', '5']);
    fixture.componentRef.setInput('invalid', true);
    await fixture.whenStable();
    expect(await focusIn(fixture.nativeElement as HTMLElement)).toMatchObject({ type: 'radio', value: '1' });
  });
});
