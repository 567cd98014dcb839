import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { aPerson, FakeConference } from '../../../test-support/fake-conference';
import { platformFor } from '../../../test-support/providers';
import { CONFERENCE_PACKAGE, ConferenceStore } from './conference-store';
import { DisplayName } from './display-name';
import { RoomViewStore } from './room-view-store';

const GRANTS = '/api/rooms/a-room-name-of-128-bits/grants?as=interviewer';

describe('ConferenceStore', () => {
  let conference: FakeConference;
  let store: ConferenceStore;
  let loads: () => Promise<Awaited<ReturnType<FakeConference['load']>>>;

  beforeEach(() => {
    conference = new FakeConference();
    loads = conference.load;
    TestBed.configureTestingModule({
      providers: [
        ...platformFor(),
        RoomViewStore,
        ConferenceStore,
        DisplayName,
        { provide: CONFERENCE_PACKAGE, useValue: () => loads() },
      ],
    });
    store = TestBed.inject(ConferenceStore);
    store.open('a-room-name-of-128-bits', 'interviewer');
  });

  it('has something to show before the client is there', () => {
    expect(store.state().kind).toBe('idle');
    expect(store.remotes()).toEqual([]);
    expect(store.self()).toBeNull();
  });

  it('warms up once, and enters with the same client', async () => {
    await store.prepare();
    await store.enter({ microphone: true, camera: false });
    expect(conference.preloads).toBe(1);
    expect(conference.joins).toEqual([{ microphone: true, camera: false }]);
    expect(store.state().kind).toBe('waiting-alone');
  });

  it('says that the page could not load the client, and can try again', async () => {
    loads = () => Promise.reject(new Error('chunk is gone'));
    await store.prepare();
    await store.enter({ microphone: true, camera: true });
    expect(store.state()).toMatchObject({
      kind: 'failed',
      error: { code: 'library-unavailable', retryable: true },
    });
    loads = conference.load;
    await store.enter({ microphone: true, camera: true });
    expect(store.state().kind).toBe('waiting-alone');
  });

  it('begins anew after leaving', async () => {
    await store.enter({ microphone: true, camera: true });
    await store.leave();
    expect(conference.leaves).toBe(1);
    expect(store.state().kind).toBe('idle');
    await store.enter({ microphone: false, camera: true });
    expect(conference.joins).toHaveLength(2);
  });

  it('does not enter when the person left while the client was still loading', async () => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    loads = () => arrived.then(conference.load);
    const stopped: string[] = [];
    const track = (name: string) => ({ stop: () => stopped.push(name) }) as unknown as MediaStreamTrack;
    const preparing = store.prepare();
    const entering = store.enter({
      microphone: true,
      camera: true,
      tracks: { microphone: track('microphone'), camera: track('camera') },
    });
    await store.leave();
    arrive();
    await Promise.all([preparing, entering]);
    expect([conference.preloads, conference.joins.length]).toEqual([0, 0]);
    expect(store.state().kind).toBe('idle');
    expect(stopped).toEqual(['microphone', 'camera']);
  });

  it('tells a refusal from an outage when it asks for a grant', async () => {
    await store.prepare();
    const http = TestBed.inject(HttpTestingController);
    const refused = conference.options?.fetchGrant();
    http
      .expectOne(GRANTS)
      .flush({ error: { code: 'room-not-open', message: '' } }, { status: 403, statusText: 'Forbidden' });
    await expect(refused).rejects.toMatchObject({ code: 'room-not-open', name: 'Error' });
    const outage = conference.options?.fetchGrant();
    http.expectOne(GRANTS).error(new ProgressEvent('error'));
    await expect(outage).rejects.toMatchObject({ code: 'network', name: 'ApiError' });
  });

  it('asks for a grant under the name that was chosen, and prepares anew for it', async () => {
    await store.prepare();
    TestBed.inject(DisplayName).choose('Mia');
    await store.prepareAgain();
    expect([conference.leaves, conference.preloads]).toEqual([1, 2]);
    void conference.options?.fetchGrant().catch(() => undefined);
    const { request } = TestBed.inject(HttpTestingController).expectOne(GRANTS);
    expect(request.body).toEqual({ displayName: 'Mia' });
  });

  it('tells once in each stay that picture or sound of the other side arrives', async () => {
    const http = TestBed.inject(HttpTestingController);
    const told = () => http.match('/api/rooms/a-room-name-of-128-bits/media?as=interviewer').length;
    await store.enter({ microphone: true, camera: true });
    TestBed.tick();
    expect(told()).toBe(0);
    conference.firstRemoteMediaMs.set(0);
    TestBed.tick();
    expect(told()).toBe(1);
    conference.people.set([aPerson()]);
    TestBed.tick();
    expect(told()).toBe(0);
  });

  it('puts the one who shares a screen on the stage', async () => {
    await store.prepare();
    const screen = {} as MediaStreamTrack;
    conference.people.set([aPerson(), aPerson({ id: 'endpoint-2', name: 'Ben', screen })]);
    expect(store.presenter()?.name).toBe('Ben');
  });

  it('starts and stops sharing with one command', async () => {
    await store.prepare();
    await store.toggleScreenShare();
    expect(store.sharingScreen()).toBe(true);
    await store.toggleScreenShare();
    expect(store.sharingScreen()).toBe(false);
  });
});
