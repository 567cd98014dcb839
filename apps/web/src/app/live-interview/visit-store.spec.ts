import { HttpTestingController } from '@angular/common/http/testing';
import { Component, type WritableSignal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Room } from '@greenroom/contracts';
import { aRoom } from '../../../test-support/a-room';
import { FakeConference } from '../../../test-support/fake-conference';
import { platformFor } from '../../../test-support/providers';
import { CONFERENCE_PACKAGE, ConferenceStore } from './conference-store';
import { DevicePreferences } from './devices/device-preferences';
import { EntryMemory } from './entry-memory';
import { DisplayName } from './display-name';
import { RoomViewStore } from './room-view-store';
import { VisitStore } from './visit-store';

@Component({ template: '' })
class Elsewhere {}

const ROOM = 'a-room-name-of-128-bits';
const PLACE = `${ROOM}.candidate`;

describe('VisitStore', () => {
  let conference: FakeConference;
  let visit: VisitStore;
  let roomView: RoomViewStore;
  let http: HttpTestingController;
  let memory: EntryMemory;

  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    conference = new FakeConference();
    TestBed.configureTestingModule({
      providers: [
        ...platformFor({ routes: [{ path: '**', component: Elsewhere }] }),
        ConferenceStore,
        DisplayName,
        DevicePreferences,
        EntryMemory,
        RoomViewStore,
        VisitStore,
        { provide: CONFERENCE_PACKAGE, useValue: conference.load },
      ],
    });
    visit = TestBed.inject(VisitStore);
    roomView = TestBed.inject(RoomViewStore);
    http = TestBed.inject(HttpTestingController);
    memory = TestBed.inject(EntryMemory);
  });

  const arrive = async (parts: Partial<Room> = {}) => {
    visit.open(ROOM, 'candidate');
    const opening = roomView.open(ROOM, 'candidate');
    http.expectOne(`/api/rooms/${ROOM}?as=candidate`).flush(aRoom(parts));
    await opening;
    TestBed.tick();
  };

  const goIn = async (parts: Partial<Room> = {}) => {
    await arrive(parts);
    await visit.join({ microphone: true, camera: false });
    TestBed.tick();
  };

  const become = async (parts: Partial<Room>) => {
    const refreshing = roomView.refresh();
    http.expectOne(`/api/rooms/${ROOM}?as=candidate`).flush(aRoom(parts));
    await refreshing;
    await until(() => address() !== '/');
  };

  /** Lets what was started come to its end. */
  const until = async (reached: () => boolean) => {
    for (let turn = 0; turn < 1000; turn += 1) {
      TestBed.tick();
      if (reached()) return;
      await Promise.resolve();
    }
    throw new Error('it did not come to its end');
  };
  const address = () => TestBed.inject(Router).url;

  it('goes in with what the device check hands over, on the devices of this browser', async () => {
    TestBed.inject(DevicePreferences).choose('camera', 'camera-2');
    await goIn();
    expect(visit.place()).toBe('inside');
    expect(conference.joins).toEqual([
      { microphone: true, camera: false, devices: { microphoneId: undefined, cameraId: 'camera-2' } },
    ]);
  });

  it('comes back by itself after a reload, with microphone and camera as they were', async () => {
    await goIn();
    await conference.setMicrophone(false);
    TestBed.tick();
    expect(memory.recall(PLACE)).toEqual({ microphone: false, camera: false });
    await visit.suspend();
    TestBed.tick();
    expect(memory.recall(PLACE)).toEqual({ microphone: false, camera: false });
  });

  it('resumes only where somebody had been inside', async () => {
    await arrive();
    expect(visit.resume()).toBe(false);
    memory.keep(PLACE, { microphone: false, camera: true });
    expect(visit.resume()).toBe(true);
    await until(() => conference.joins.length > 0);
    expect(conference.joins).toMatchObject([{ microphone: false, camera: true }]);
  });

  it('leaves the place to the newer tab, also after a reload', async () => {
    await goIn();
    conference.state.set({ kind: 'replaced' });
    TestBed.tick();
    expect(memory.recall(PLACE)).toBeNull();
  });

  it('leads the candidate to their interviews when the other side ended it', async () => {
    await goIn();
    await become({ status: 'completed' });
    expect(address()).toBe('/interviews');
    expect(conference.leaves).toBe(1);
    expect(memory.recall(PLACE)).toBeNull();
  });

  it('leads the interviewer to the feedback', async () => {
    await goIn({ role: 'interviewer' });
    await become({ role: 'interviewer', status: 'completed' });
    expect(address()).toBe('/interviewer/interviews/00000000-0000-4000-8000-000000000001/feedback');
  });

  it('leads the interviewer to their letter when the two never met: there is nothing to feed back', async () => {
    await goIn({ role: 'interviewer' });
    await become({ role: 'interviewer', status: 'no-show' });
    expect(address()).toBe('/interviewer/interviews/00000000-0000-4000-8000-000000000001');
  });

  it('moves on when the server lets nobody back into an interview that is over', async () => {
    await goIn();
    const error = {
      code: 'grant-refused',
      category: 'refused',
      retryable: false,
      reason: 'interview-over',
    } as const;
    conference.state.set({ kind: 'refused', error });
    TestBed.tick();
    http.expectOne(`/api/rooms/${ROOM}?as=candidate`).flush(aRoom({ status: 'completed' }));
    await until(() => address() === '/interviews');
  });

  it('is outside at once, while the goodbye still travels', async () => {
    conference.goodbye = new Promise(() => undefined);
    await goIn();
    visit.leave();
    expect(visit.place()).toBe('left');
    await goIn();
    await become({ status: 'completed' });
    expect(address()).toBe('/interviews');
  });

  it('asks the server what it means that the room closed', async () => {
    await goIn();
    (conference.state as WritableSignal<unknown>).set({ kind: 'ended', reason: null });
    TestBed.tick();
    http.expectOne(`/api/rooms/${ROOM}?as=candidate`).flush(aRoom({ status: 'cancelled' }));
    await until(() => visit.place() === 'before');
    expect(roomView.phase().kind).toBe('cancelled');
    expect(address()).toBe('/');
  });

  it('may leave alone and come back', async () => {
    await goIn();
    visit.leave();
    expect(visit.place()).toBe('left');
    expect(memory.recall(PLACE)).toBeNull();
    await visit.retry();
    expect(visit.place()).toBe('inside');
    expect(conference.joins).toHaveLength(2);
  });

  it('stays in the room when the server could not end it', async () => {
    await goIn();
    const ending = visit.endForEveryone();
    http.expectOne(`/api/rooms/${ROOM}/end?as=candidate`).error(new ProgressEvent('error'));
    await expect(ending).rejects.toMatchObject({ code: 'network' });
    expect(visit.place()).toBe('inside');
    expect(conference.leaves).toBe(0);
  });

  it('ends it for everyone and moves on once', async () => {
    await goIn();
    const ending = visit.endForEveryone();
    http.expectOne(`/api/rooms/${ROOM}/end?as=candidate`).flush(aRoom({ status: 'completed' }));
    await ending;
    TestBed.tick();
    expect(address()).toBe('/interviews');
    expect(conference.leaves).toBe(1);
  });

  it('watches closely while somebody waits, and less once both talk', async () => {
    await arrive();
    expect(roomView.attention()).toBe('calm');
    await visit.join({ microphone: true, camera: true });
    TestBed.tick();
    expect(roomView.attention()).toBe('waiting');
  });
});
