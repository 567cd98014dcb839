import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Account } from '@greenroom/contracts';
import { platformFor } from '../../../test-support/providers';
import { deviceStorage } from '../platform/browser-storage';
import { TimeZone } from '../platform/time-zone';
import { AuthApi, AuthError } from './auth-api';
import { Session } from './session';

const mia: Account = {
  id: '1',
  name: 'Mia',
  email: 'mia@example.com',
  role: 'candidate',
  timeZone: 'Asia/Tokyo',
  locale: null,
};
const credentials = { email: mia.email, password: 'a password' };

describe('Session', () => {
  let session: Session;
  let http: HttpTestingController;

  beforeEach(() => {
    deviceStorage.remove('time-zone');
    deviceStorage.remove('locale');
    TestBed.configureTestingModule({ providers: platformFor() });
    session = TestBed.inject(Session);
    http = TestBed.inject(HttpTestingController);
    session.set(mia);
  });

  it('ends with signing out, and so do the choices of the person on this device', async () => {
    const zone = TestBed.inject(TimeZone);
    zone.choose('America/New_York');
    deviceStorage.write('locale', 'de');
    const ended = session.signOut();
    http.expectOne('/api/auth/sign-out').flush({ success: true });
    expect(await ended).toBe(true);
    expect(session.account()).toBeNull();
    expect(deviceStorage.read('locale')).toBeNull();
    session.set({ ...mia, timeZone: 'Australia/Adelaide' });
    expect(zone.zone()).toBe('Australia/Adelaide');
  });

  it('goes on when the server did not confirm that it is over', async () => {
    const lost = session.signOut();
    http.expectOne('/api/auth/sign-out').error(new ProgressEvent('error'));
    expect(await lost).toBe(false);
    const refused = session.signOut();
    http.expectOne('/api/auth/sign-out').flush(null, { status: 503, statusText: 'Service Unavailable' });
    expect(await refused).toBe(false);
    expect(session.account()).toEqual(mia);
  });

  it('is asked for again when it could not be read right after signing in', async () => {
    session.set(null);
    const signedIn = TestBed.inject(AuthApi).signIn(credentials);
    http.expectOne('/api/auth/sign-in/email').flush({});
    await Promise.resolve();
    const [first] = await questions('/api/me');
    first?.error(new ProgressEvent('error'));
    expect(await signedIn).toBeNull();
    const account = session.ready();
    http.expectOne('/api/me').flush({ account: mia });
    expect(await account).toEqual(mia);
  });

  it.each([
    ['PASSWORD_TOO_LONG', 'password-long'],
    ['PASSWORD_TOO_SHORT', 'password-short'],
    ['SOMETHING_NEW', 'unknown'],
  ])('tells %s as %s', async (code, problem) => {
    const signedIn = TestBed.inject(AuthApi).signIn(credentials);
    http.expectOne('/api/auth/sign-in/email').flush({ code }, { status: 400, statusText: 'Bad Request' });
    const failure: unknown = await signedIn.catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(AuthError);
    expect(failure).toMatchObject({ problem });
  });

  /** The requests to an address, once there are some. */
  const questions = async (url: string) => {
    for (;;) {
      const asked = http.match(url);
      if (asked.length > 0) return asked;
      await Promise.resolve();
    }
  };
});
