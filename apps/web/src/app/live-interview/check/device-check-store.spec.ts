import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type CaptureKind, DeviceAccess, type Opened } from '../devices/device-access';
import { DevicePreferences } from '../devices/device-preferences';
import { DeviceCheckStore } from './device-check-store';

/** As much of a track as the check looks at. */
class FakeTrack extends EventTarget {
  stopped = false;

  constructor(readonly deviceId: string) {
    super();
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId };
  }

  stop(): void {
    this.stopped = true;
  }
}

const aTrack = (deviceId: string) => new FakeTrack(deviceId) as unknown as MediaStreamTrack & FakeTrack;

class FakeAccess {
  readonly asked: { kinds: readonly CaptureKind[]; chosen: object }[] = [];
  answer: Partial<Record<CaptureKind, Opened>> = {};
  private pending: Promise<unknown> = Promise.resolve();

  /** The person takes their time with the browser's question. */
  hold(until: Promise<unknown>): void {
    this.pending = until;
  }

  async open(kinds: readonly CaptureKind[], chosen: object) {
    this.asked.push({ kinds, chosen });
    const { answer } = this;
    await this.pending;
    return answer;
  }
}

describe('DeviceCheckStore', () => {
  let access: FakeAccess;
  let store: DeviceCheckStore;
  const microphone = () => aTrack('mic-1');
  const camera = () => aTrack('cam-1');

  beforeEach(() => {
    localStorage.clear();
    access = new FakeAccess();
    TestBed.configureTestingModule({
      providers: [DeviceCheckStore, DevicePreferences, { provide: DeviceAccess, useValue: access }],
    });
    store = TestBed.inject(DeviceCheckStore);
  });

  it('opens both with one question, once', async () => {
    access.answer = { microphone: microphone(), camera: camera() };
    const starting = store.start();
    expect(store.camera().kind).toBe('starting');
    await starting;
    await store.start();
    expect(access.asked).toHaveLength(1);
    expect(store.microphone().kind).toBe('on');
    expect(store.microphoneId()).toBe('mic-1');
  });

  it('goes on with sound alone where there is no camera', async () => {
    access.answer = { microphone: microphone(), camera: 'missing' };
    await store.start();
    expect(store.camera()).toEqual({ kind: 'problem', problem: 'missing' });
    expect(store.listenOnly()).toBe(false);
    const options = store.handOver();
    expect(options).toMatchObject({ microphone: true, camera: false });
    expect(options.tracks?.camera).toBeUndefined();
  });

  it('lets people in who can only listen', async () => {
    access.answer = { microphone: 'blocked', camera: 'blocked' };
    await store.start();
    expect(store.listenOnly()).toBe(true);
    expect(store.handOver()).toMatchObject({ microphone: false, camera: false });
  });

  it('tries again only what did not work', async () => {
    access.answer = { microphone: microphone(), camera: 'in-use' };
    await store.start();
    access.answer = { camera: camera() };
    await store.retry();
    expect(access.asked[1]?.kinds).toEqual(['camera']);
    expect(store.camera().kind).toBe('on');
  });

  it('hands the living tracks over and does not stop them when the page goes on', async () => {
    const tracks = { microphone: microphone(), camera: camera() };
    access.answer = tracks;
    await store.start();
    expect(store.handOver().tracks).toEqual(tracks);
    store.stop();
    expect(tracks.camera.stopped).toBe(false);
  });

  it('stops what it opened when nobody goes in', async () => {
    const tracks = { microphone: microphone(), camera: camera() };
    access.answer = tracks;
    await store.start();
    store.stop();
    expect([tracks.microphone.stopped, tracks.camera.stopped]).toEqual([true, true]);
  });

  it('lets go of a device whose permission came after the person had left', async () => {
    let answerNow = (): void => undefined;
    access.hold(new Promise<void>((resolve) => (answerNow = resolve)));
    const tracks = { microphone: microphone(), camera: camera() };
    access.answer = tracks;
    const starting = store.start();
    store.stop();
    answerNow();
    await starting;
    expect(tracks.camera.stopped).toBe(true);
    expect(store.camera().kind).toBe('off');
  });

  it('switches off and on again', async () => {
    access.answer = { microphone: microphone(), camera: camera() };
    await store.start();
    await store.toggle('camera');
    expect(store.camera().kind).toBe('off');
    access.answer = { camera: camera() };
    await store.toggle('camera');
    expect(store.camera().kind).toBe('on');
  });

  it('opens the chosen device, remembers it, and closes the one before', async () => {
    const first = camera();
    access.answer = { microphone: microphone(), camera: first };
    await store.start();
    access.answer = { camera: aTrack('cam-2') };
    await store.choose('camera', 'cam-2');
    expect(first.stopped).toBe(true);
    expect(store.cameraId()).toBe('cam-2');
    expect(access.asked.at(-1)?.chosen).toMatchObject({ camera: 'cam-2' });
    expect(localStorage.getItem('greenroom.devices')).toContain('cam-2');
  });

  it('keeps the later of two quick choices, whichever the browser opens first', async () => {
    access.answer = { microphone: microphone(), camera: camera() };
    await store.start();
    let openFirst = (): void => undefined;
    access.hold(new Promise<void>((resolve) => (openFirst = resolve)));
    const slow = aTrack('cam-2');
    access.answer = { camera: slow };
    const first = store.choose('camera', 'cam-2');
    access.hold(Promise.resolve());
    access.answer = { camera: aTrack('cam-3') };
    await store.choose('camera', 'cam-3');
    openFirst();
    await first;
    expect(store.cameraId()).toBe('cam-3');
    expect(slow.stopped).toBe(true);
  });

  it('notices that a device was unplugged', async () => {
    const track = microphone();
    access.answer = { microphone: track, camera: camera() };
    await store.start();
    track.dispatchEvent(new Event('ended'));
    expect(store.microphone()).toEqual({ kind: 'problem', problem: 'lost' });
  });
});
