import { TestBed } from '@angular/core/testing';
import { type CanActivateFn, Router } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Account } from '@greenroom/contracts';
import { platformFor } from '../../../test-support/providers';
import { admin, safeReturn, signedIn } from './guards';
import { Session } from './session';

const account = (role: Account['role']): Account => ({
  id: '1',
  name: 'Mira',
  email: 'mira@example.com',
  role,
  timeZone: null,
  locale: null,
  phone: null,
});

describe('guards', () => {
  let who: Account | null;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [...platformFor(), { provide: Session, useValue: { ready: () => Promise.resolve(who) } }],
    });
  });

  /** Where a navigation to `url` ends up when the guard stands before it. */
  const pass = async (guard: CanActivateFn, url: string): Promise<string> => {
    const router = TestBed.inject(Router);
    router.resetConfig([
      { path: url.slice(1), canActivate: [guard], children: [] },
      { path: '**', children: [] },
    ]);
    await router.navigateByUrl(url);
    return router.url;
  };

  it('send strangers to sign in and remember where they were going', async () => {
    who = null;
    expect(await pass(signedIn, '/interviews/7')).toBe('/sign-in?returnTo=%2Finterviews%2F7');
    expect(await pass(admin, '/admin')).toBe('/sign-in?returnTo=%2Fadmin');
  });

  it('let candidates to their interviews, but show them no admin', async () => {
    who = account('candidate');
    expect(await pass(signedIn, '/interviews')).toBe('/interviews');
    expect(await pass(admin, '/admin')).toBe('/not-found');
  });

  it('let admins in', async () => {
    who = account('admin');
    expect(await pass(admin, '/admin')).toBe('/admin');
  });
});

describe('safeReturn', () => {
  it('leads only to places inside the portal', () => {
    expect(safeReturn('/book?type=behavioural')).toBe('/book?type=behavioural');
    for (const elsewhere of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '',
    ]) {
      expect(safeReturn(elsewhere)).toBeNull();
    }
  });
});
