import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, RouterOutlet } from '@angular/router';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { platformFor } from '../../../test-support/providers';
import { RouteFocus } from './route-focus';

const state = signal<'loading' | 'loaded' | 'failed'>('loading');

@Component({
  selector: 'gr-test-start',
  template: '<h1>Start</h1>',
})
class StartPage {}

@Component({
  selector: 'gr-test-page',
  template: `
    @switch (state()) {
      @case ('loading') {
        <h1>Loading</h1>
      }
      @case ('loaded') {
        <h1>Technical interview</h1>
      }
      @case ('failed') {
        <h1>It failed</h1>
      }
    }
    <button type="button">Join</button>
  `,
})
class TestPage {
  protected readonly state = state;
}

@Component({
  selector: 'gr-test-root',
  imports: [RouterOutlet],
  template: '<main><router-outlet /></main>',
})
class TestRoot {}

describe('RouteFocus', () => {
  let page: HTMLElement;
  let settle: () => Promise<unknown>;

  beforeEach(async () => {
    state.set('loading');
    const routes = [
      { path: '', pathMatch: 'full', component: StartPage } as const,
      { path: 'page', component: TestPage },
    ];
    TestBed.configureTestingModule({ providers: platformFor({ routes }) });
    const fixture = TestBed.createComponent(TestRoot);
    page = fixture.nativeElement as HTMLElement;
    document.body.append(page);
    settle = () => fixture.whenStable();
    TestBed.inject(RouteFocus).start();
    await TestBed.inject(Router).navigateByUrl('/');
    await TestBed.inject(Router).navigateByUrl('/page');
    await settle();
  });

  afterEach(() => page.remove());

  const show = async (next: 'loaded' | 'failed') => {
    state.set(next);
    await settle();
  };

  it('moves to the heading of the new page, and stays with it while the page loads', async () => {
    expect(document.activeElement?.textContent).toBe('Loading');
    await show('loaded');
    expect(document.activeElement?.textContent).toBe('Technical interview');
    await show('failed');
    expect(document.activeElement?.textContent).toBe('It failed');
  });

  it('leaves the focus where the person has moved it', async () => {
    page.querySelector('button')?.focus();
    await show('loaded');
    expect(document.activeElement?.textContent).toBe('Join');
  });
});
