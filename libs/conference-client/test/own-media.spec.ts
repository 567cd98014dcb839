import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GrantRefusedError, createConferenceClient, type ConferenceClient } from '../src/index.ts';
import { FakeLibrary, fakeMedia, type FakeConference } from './fake/fake-library.ts';
import { grant } from './fake/grant.ts';

/** What becomes of camera, microphone and screen when entering and commands meet. */

const SILENT = { microphone: false, camera: false };

let library: FakeLibrary;
let client: ConferenceClient;
let grantFailure: Error | null;

beforeEach(() => {
  library = new FakeLibrary();
  library.install();
  grantFailure = null;
  const libraryUrl = `/library-${Math.random()}.js`;
  client = createConferenceClient({
    now: () => Date.parse('2030-01-01T10:00:00Z'),
    fetchGrant: () => (grantFailure ? Promise.reject(grantFailure) : Promise.resolve(grant(libraryUrl, 1))),
  });
});
afterEach(() => client.leave());

/** Tracks as the device check hands them over. */
function given() {
  const tracks = { microphone: fakeMedia('audio'), camera: fakeMedia('video') };
  const states = () => [tracks.microphone.readyState, tracks.camera.readyState];
  return { options: { microphone: true, camera: true, tracks }, states };
}

/** A promise that the test keeps. */
function promise() {
  let keep = (): void => undefined;
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { kept, keep };
}

async function until(reached: () => boolean): Promise<void> {
  for (; !reached();) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the tracks of the device check', () => {
  it('end when the portal gives no permission', async () => {
    grantFailure = new GrantRefusedError('room-not-open');
    const { options, states } = given();
    await client.join(options);
    expect(client.state().kind).toBe('refused');
    expect(states()).toEqual(['ended', 'ended']);
  });

  it('end when the person leaves before there is a connection', async () => {
    library.onConnect = () => undefined;
    const { options, states } = given();
    const joining = client.join(options);
    await until(() => client.state().kind === 'connecting');
    await client.leave();
    await joining;
    expect(states()).toEqual(['ended', 'ended']);
  });

  it('end when the person is in already', async () => {
    await client.join(SILENT);
    const { options, states } = given();
    await client.join(options);
    expect(states()).toEqual(['ended', 'ended']);
  });

  it('end when the library does not take them', async () => {
    library.adoptFailure = new Error('not this one');
    const { options, states } = given();
    await client.join(options);
    expect(client.state().kind).toBe('waiting-alone');
    expect(client.deviceError()).toMatchObject({ code: 'device-unusable' });
    expect(states()).toEqual(['ended', 'ended']);
  });
});

describe('while the room lets the person in', () => {
  let room: FakeConference;
  let joining: Promise<void>;

  const enter = async (options: Parameters<ConferenceClient['join']>[0]) => {
    const asked = promise();
    library.onJoin = (conference) => {
      room = conference;
      asked.keep();
    };
    joining = client.join(options);
    await asked.kept;
  };
  const letIn = async () => {
    room.emit('CONFERENCE_JOINED');
    await joining;
  };
  const types = () => room.tracks.map((track) => track.getType());

  it('what is turned on arrives there', async () => {
    await enter(SILENT);
    await client.setMicrophone(true);
    await client.setCamera(true);
    expect(types()).toEqual([]);
    await letIn();
    await until(() => room.tracks.length === 2);
    expect(types()).toEqual(['audio', 'video']);
    expect(library.localTracks.map(({ published }) => published)).toEqual([[false], [false]]);
  });

  it('what opens only afterwards arrives there', async () => {
    await enter(SILENT);
    const answer = promise();
    library.onOpen = () => answer.kept;
    const turningOn = client.setCamera(true);
    await letIn();
    answer.keep();
    await turningOn;
    expect(types()).toEqual(['video']);
  });

  it('another camera takes the place of the first', async () => {
    await enter({ microphone: false, camera: true });
    await client.switchDevice('camera', 'other');
    await letIn();
    await until(() => room.tracks[0] === library.localTracks[1]);
    expect(types()).toEqual(['video']);
  });

  it('a screen that was chosen is shared', async () => {
    await enter(SILENT);
    expect(await client.startScreenShare()).toBe(true);
    await letIn();
    await until(() => room.tracks.length === 1);
    expect(client.sharingScreen()).toBe(true);
  });
});

describe('the screen', () => {
  beforeEach(() => client.join(SILENT));

  it('is asked for once, however often one clicks', async () => {
    expect(await Promise.all([client.startScreenShare(), client.startScreenShare()])).toEqual([true, true]);
    expect(library.localTracks).toHaveLength(1);
    await client.stopScreenShare();
    expect(library.localTracks[0]?.isDisposed).toBe(true);
    expect(client.sharingScreen()).toBe(false);
  });

  it('is not captured when the person left while the browser asked', async () => {
    const answer = promise();
    library.onOpen = () => answer.kept;
    const sharing = client.startScreenShare();
    await client.leave();
    answer.keep();
    expect(await sharing).toBe(false);
    expect(library.localTracks[0]?.isDisposed).toBe(true);
    expect(client.sharingScreen()).toBe(false);
  });
});

it('keeps the new camera when the one before it goes away during the change', async () => {
  await client.join({ microphone: false, camera: true });
  const answer = promise();
  library.onOpen = () => answer.kept;
  const switching = client.switchDevice('camera', 'other');
  library.localTracks[0]?.emit('LOCAL_TRACK_STOPPED');
  answer.keep();
  await switching;
  await client.setMicrophone(true);
  expect(client.self().videoMuted).toBe(false);
  expect(client.deviceError()).toBeNull();
  expect(library.localTracks[1]?.isDisposed).toBe(false);
});
