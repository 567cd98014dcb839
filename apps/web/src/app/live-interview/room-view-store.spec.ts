import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Room } from '@greenroom/contracts';
import { aRoom } from '../../../test-support/a-room';
import { platformFor } from '../../../test-support/providers';
import { Clock, FixedClock } from '../platform/clock';
import { RoomViewStore } from './room-view-store';

const URL = '/api/rooms/a-room-name-of-128-bits?as=candidate';

describe('RoomViewStore', () => {
  let store: RoomViewStore;
  let http: HttpTestingController;
  let clock: FixedClock;

  beforeEach(() => {
    jest.useFakeTimers();
    clock = new FixedClock('2026-11-22T10:00:00Z');
    TestBed.configureTestingModule({
      providers: [...platformFor(), { provide: Clock, useValue: clock }, RoomViewStore],
    });
    store = TestBed.inject(RoomViewStore);
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const openWith = async (parts: Partial<Room>) => {
    const opening = store.open('a-room-name-of-128-bits', 'candidate');
    http.expectOne(URL).flush(aRoom(parts));
    await opening;
  };

  const fail = (status: number, code: string) =>
    http.expectOne(URL).flush({ error: { code, message: code } }, { status, statusText: code });

  it('tells open, early, over and cancelled rooms apart', async () => {
    expect(store.phase().kind).toBe('loading');
    const cases: [Partial<Room>, string][] = [
      [{}, 'open'],
      [{ status: 'in-progress' }, 'open'],
      [{ opensAt: '2026-11-22T10:00:01.000Z' }, 'too-early'],
      [{ closesAt: '2026-11-22T10:00:00.000Z' }, 'over'],
      [{ status: 'completed' }, 'over'],
      [{ status: 'no-show' }, 'over'],
      [{ status: 'cancelled' }, 'cancelled'],
    ];
    for (const [parts, phase] of cases) {
      await openWith(parts);
      expect(store.phase().kind).toBe(phase);
    }
  });

  it('opens by itself when the time has come, by the clock of the server', async () => {
    // This browser is an hour behind.
    await openWith({
      now: '2026-11-22T11:00:00.000Z',
      opensAt: '2026-11-22T11:00:30.000Z',
      closesAt: '2026-11-22T12:00:00.000Z',
    });
    expect(store.phase().kind).toBe('too-early');
    clock.advance(30);
    expect(store.phase().kind).toBe('open');
    expect(store.serverTime()).toBe(Date.parse('2026-11-22T11:00:30.000Z'));
  });

  it('says why there is nothing to see, and asks again on demand', async () => {
    const opening = store.open('a-room-name-of-128-bits', 'candidate');
    fail(401, 'unauthenticated');
    await opening;
    expect(store.phase()).toEqual({ kind: 'unavailable', code: 'unauthenticated' });
    const again = store.refresh();
    http.expectOne(URL).flush(aRoom());
    await again;
    expect(store.phase().kind).toBe('open');
  });

  it('asks more often while somebody waits', async () => {
    await openWith({});
    store.attention.set('waiting');
    TestBed.tick();
    jest.advanceTimersByTime(4000);
    http.expectOne(URL).flush(aRoom({ otherTold: 'failed' }));
    await jest.advanceTimersByTimeAsync(0);
    expect(store.room()?.otherTold).toBe('failed');
  });

  it('keeps what it knows when one question goes unanswered', async () => {
    await openWith({});
    const asking = store.refresh();
    fail(503, 'unavailable');
    await asking;
    expect(store.phase().kind).toBe('open');
  });

  it('asks no more once it is over', async () => {
    await openWith({ status: 'completed' });
    jest.advanceTimersByTime(60_000);
    http.verify();
  });

  it('takes it well that the other side ended it first', async () => {
    await openWith({});
    const ending = store.end();
    http
      .expectOne('/api/rooms/a-room-name-of-128-bits/end?as=candidate')
      .flush({ error: { code: 'state-conflict', message: '' } }, { status: 409, statusText: 'Conflict' });
    await jest.advanceTimersByTimeAsync(0);
    http.expectOne(URL).flush(aRoom({ status: 'completed' }));
    await ending;
    expect(store.phase().kind).toBe('over');
  });

  it('can be ended once the server knows that the two have met', async () => {
    await openWith({ status: 'scheduled' });
    expect(store.canEnd()).toBe(false);
    await openWith({ status: 'in-progress' });
    expect(store.canEnd()).toBe(true);
  });

  it('is not ended while the server has not noted that the two have met', async () => {
    await openWith({ status: 'scheduled' });
    const ending = store.end();
    http
      .expectOne('/api/rooms/a-room-name-of-128-bits/end?as=candidate')
      .flush({ error: { code: 'state-conflict', message: '' } }, { status: 409, statusText: 'Conflict' });
    const refused = expect(ending).rejects.toMatchObject({ code: 'state-conflict' });
    await jest.advanceTimersByTimeAsync(0);
    http.expectOne(URL).flush(aRoom({ status: 'scheduled' }));
    await refused;
    expect(store.phase().kind).toBe('open');
  });

  it('passes on that it could not be ended', async () => {
    await openWith({});
    const ending = store.end();
    http.expectOne('/api/rooms/a-room-name-of-128-bits/end?as=candidate').error(new ProgressEvent('error'));
    await expect(ending).rejects.toMatchObject({ code: 'network' });
  });
});
