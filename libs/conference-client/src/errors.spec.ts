import { describe, expect, it } from '@jest/globals';
import {
  conferenceFailure,
  connectionFailure,
  deviceError,
  grantFailure,
  isChooserDismissed,
  plainText,
} from './errors.ts';
import { GrantRefusedError } from './port.ts';

describe('what the library reports', () => {
  it.each([
    ['conference.reservationError', ['403', 'not paid'], 'room-refused', false],
    ['conference.reservationError', ['503', 'away'], 'join-failed', true],
    ['conference.connectionError.notAllowed', [], 'room-refused', false],
    ['conference.connectionError.notAllowed', ['general', 'over'], 'room-refused', false],
    ['conference.authenticationRequired', [], 'token-rejected', false],
    ['conference.max_users', [], 'room-full', false],
    ['conference.connectionError', [], 'join-failed', true],
    ['conference.iceFailed', [], 'join-failed', true],
  ])('%s %j is %s', (type, details, code, retryable) => {
    expect(conferenceFailure(type, details)?.outcome).toMatchObject({
      kind: 'error',
      error: { code, retryable },
    });
  });

  it('leaves alone what the library mends by itself', () => {
    expect(conferenceFailure('conference.focusDisconnected', ['focus', 5])).toBeNull();
  });

  it('knows the end of the room and its reason', () => {
    expect(conferenceFailure('conference.destroyed', ['time is &quot;up&quot;'])?.outcome).toEqual({
      kind: 'ended',
      reason: 'time is "up"',
    });
    expect(conferenceFailure('conference.destroyed', [undefined])?.outcome).toEqual({
      kind: 'ended',
      reason: null,
    });
  });

  it('tells a refused login, a replaced session and a lost connection apart', () => {
    expect(connectionFailure('connection.passwordRequired', 'token expired').outcome).toMatchObject({
      error: { code: 'token-rejected', reason: 'token expired' },
    });
    expect(connectionFailure('connection.otherError', 'conflict').outcome).toEqual({ kind: 'replaced' });
    expect(connectionFailure('connection.droppedError', null).outcome).toMatchObject({
      error: { code: 'connection-failed', retryable: true },
    });
  });
});

describe('what the portal says about a grant', () => {
  it('is final when refused, and worth another attempt otherwise', () => {
    expect(grantFailure(new GrantRefusedError('room-not-open')).outcome).toMatchObject({
      error: { code: 'grant-refused', reason: 'room-not-open', retryable: false },
    });
    expect(grantFailure(new TypeError('Failed to fetch')).outcome).toMatchObject({
      error: { code: 'grant-unavailable', retryable: true },
    });
  });
});

describe('what goes wrong with devices', () => {
  it.each([
    ['gum.permission_denied', 'device-permission-denied'],
    ['NotAllowedError', 'device-permission-denied'],
    ['gum.not_found', 'device-not-found'],
    ['OverconstrainedError', 'device-not-found'],
    ['NotReadableError', 'device-unusable'],
    ['', 'device-unusable'],
  ])('%s is %s', (name, code) => {
    expect(deviceError({ name, message: 'x' })).toMatchObject({ code, category: 'devices' });
  });

  it('a closed screen chooser is no error', () => {
    expect(isChooserDismissed({ name: 'gum.screensharing_user_canceled' })).toBe(true);
    expect(isChooserDismissed({ name: 'NotReadableError' })).toBe(false);
  });
});

describe('plainText', () => {
  it('unescapes once', () => {
    expect(plainText('a &lt;b&gt; &amp;amp; &quot;c&apos;')).toBe('a <b> &amp; "c\'');
  });
});
