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
  phone: null,
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
    http.expectOne('/api/auth/sign-out').flush(null, { status: 204, statusText: 'No Content' });
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

  it('knows who signed in from the answer, without asking again', async () => {
    session.set(null);
    const signedIn = TestBed.inject(AuthApi).signIn(credentials);
    http.expectOne('/api/auth/sign-in/email').flush({ account: mia });
    expect(await signedIn).toEqual(mia);
    expect(session.account()).toEqual(mia);
    http.expectNone('/api/me');
  });

  const refused = (path: string) => ({
    code: 'invalid-request',
    message: 'no',
    details: [{ path, message: 'no' }],
  });
  it.each([
    [{ code: 'wrong-credentials', message: 'no' }, 'a password', 'wrong-credentials'],
    [{ code: 'already-exists', message: 'no' }, 'a password', 'email-taken'],
    [refused('body.email'), 'a password', 'email-invalid'],
    [refused('body.password'), 'short', 'password-short'],
    [refused('body.password'), 'x'.repeat(1000), 'password-long'],
    [{ code: 'internal', message: 'no' }, 'a password', 'unknown'],
  ])('tells %j with "%.12s" as %s', async (error, password, problem) => {
    const signedIn = TestBed.inject(AuthApi).signIn({ ...credentials, password });
    http.expectOne('/api/auth/sign-in/email').flush({ error }, { status: 400, statusText: 'Bad Request' });
    const failure: unknown = await signedIn.catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(AuthError);
    expect(failure).toMatchObject({ problem });
  });
});
