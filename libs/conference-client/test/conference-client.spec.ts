import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  GrantRefusedError,
  createConferenceClient,
  type ConferenceClient,
  type ConferenceState,
} from '../src/index.ts';
import { FakeLibrary, fakeMedia, remoteTrack } from './fake/fake-library.ts';
import { grant } from './fake/grant.ts';

const JOIN = { microphone: true, camera: true };

let library: FakeLibrary;
let client: ConferenceClient;
let grants: number;
let grantFailure: Error | null;
let clock: number;

beforeEach(() => {
  library = new FakeLibrary();
  library.install();
  grants = 0;
  grantFailure = null;
  clock = Date.parse('2030-01-01T10:00:00Z');
  // Each test loads its own library: the loader keeps one for each address.
  const libraryUrl = `/library-${Math.random()}.js`;
  client = createConferenceClient({
    now: () => clock,
    fetchGrant: () =>
      grantFailure ? Promise.reject(grantFailure) : Promise.resolve(grant(libraryUrl, ++grants)),
  });
});
afterEach(() => client.leave());

async function state(kind: ConferenceState['kind']): Promise<ConferenceState> {
  for (;;) {
    const now = client.state();
    if (now.kind === kind) return now;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('entering', () => {
  it('goes from idle to waiting alone, then live, then alone again', async () => {
    expect(client.state()).toEqual({ kind: 'idle' });
    const entering = client.join(JOIN);
    expect(client.state()).toEqual({ kind: 'loading-library' });
    await entering;
    expect(client.state()).toEqual({ kind: 'waiting-alone' });
    library.last.conference.welcome('a1', 'ann');
    expect(client.state()).toEqual({ kind: 'live' });
    library.last.conference.emit('USER_LEFT', 'a1');
    expect(client.state()).toEqual({ kind: 'waiting-alone' });
  });

  it('knows when the first picture or sound of somebody else arrives, which their track alone is not', async () => {
    await client.join(JOIN);
    const media = Object.assign(new EventTarget(), { muted: true });
    library.last.conference.emit('TRACK_ADDED', remoteTrack('a1', 'audio', media));
    expect(client.firstRemoteMediaMs()).toBeNull();
    clock += 1_500;
    media.dispatchEvent(new Event('unmute'));
    expect(client.firstRemoteMediaMs()).toBe(1_500);
    clock += 1_000;
    library.last.conference.emit('TRACK_ADDED', remoteTrack('a1', 'video'));
    expect(client.firstRemoteMediaMs()).toBe(1_500);
  });

  it('asks for no public servers but for those of the grant, and says the room to the server', async () => {
    await client.join(JOIN);
    const iceServers = [{ urls: 'turns:turn.test:443', username: '1893456300:bob', credential: 'signed' }];
    const { jingle } = library.last.xmpp.connection;
    jingle.onReceiveStunAndTurnCredentials();
    expect(jingle.jvbIceConfig).toEqual({ iceServers });
    expect(library.last.options).toMatchObject({
      serviceUrl: 'ws://localhost/xmpp-websocket?room=room-1',
      p2p: { enabled: true, stunServers: iceServers },
      hosts: { domain: 'meet.jitsi', muc: 'muc.meet.jitsi', focus: 'focus.meet.jitsi' },
    });
  });

  it('says of each own track whether it is muted', async () => {
    await client.join(JOIN);
    expect(library.localTracks.map(({ published }) => published)).toEqual([[false], [false]]);
  });

  it('takes over the tracks of the device check, and stops the unwanted', async () => {
    const microphone = fakeMedia('audio');
    await client.join({
      microphone: true,
      camera: false,
      tracks: { microphone, camera: fakeMedia('video') },
    });
    expect(client.self()).toMatchObject({
      audio: microphone,
      audioMuted: false,
      camera: null,
      videoMuted: true,
    });
    expect(library.last.conference.tracks).toHaveLength(1);
  });

  it('uses the warmed-up connection once, unless its grant has expired', async () => {
    await client.preload();
    expect([client.state().kind, library.connections.length]).toEqual(['idle', 1]);
    await client.join(JOIN);
    expect(library.connections).toHaveLength(1);
    await client.leave();
    expect(client.state()).toEqual({ kind: 'left' });
    expect(library.last.isClosed).toBe(true);
  });

  it('connects anew when the device check took longer than the grant lasts', async () => {
    await client.preload();
    clock += 10 * 60_000;
    await client.join(JOIN);
    expect(library.connections.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect(library.last.token).toBe('token-2');
  });

  it('goes on without a device that does not open, and says so', async () => {
    library.deviceFailure = Object.assign(new Error('no'), { name: 'gum.permission_denied' });
    await client.join(JOIN);
    expect(client.state().kind).toBe('waiting-alone');
    expect(client.deviceError()).toMatchObject({ code: 'device-permission-denied' });
    library.deviceFailure = null;
    await client.setCamera(true);
    expect(client.deviceError()).toBeNull();
    expect(client.self().videoMuted).toBe(false);
  });

  it('tells a refusal of the portal, of the server and of the room apart', async () => {
    grantFailure = new GrantRefusedError('room-not-open');
    await client.join(JOIN);
    expect(client.state()).toMatchObject({ kind: 'refused', error: { code: 'grant-refused' } });
    grantFailure = null;
    library.onConnect = (opened) =>
      opened.emit('CONNECTION_FAILED', 'connection.passwordRequired', 'bad token');
    await client.join(JOIN);
    expect(client.state()).toMatchObject({ kind: 'refused', error: { code: 'token-rejected' } });
    library.onConnect = (opened) => opened.emit('CONNECTION_ESTABLISHED');
    library.onJoin = (room) =>
      room.emit('CONFERENCE_FAILED', 'conference.reservationError', '403', 'not paid');
    await client.join(JOIN);
    expect(client.state()).toMatchObject({
      kind: 'refused',
      error: { code: 'room-refused', reason: 'not paid' },
    });
    expect(library.localTracks.every(({ isDisposed }) => isDisposed)).toBe(true);
  });

  it('tries again by itself when the network stumbles', async () => {
    let failures = 1;
    library.onConnect = (opened) =>
      failures-- > 0
        ? opened.emit('CONNECTION_FAILED', 'connection.otherError')
        : opened.emit('CONNECTION_ESTABLISHED');
    await client.join(JOIN);
    expect(client.state()).toEqual({ kind: 'waiting-alone' });
    expect(grants).toBe(2);
  });

  it('connects anew at once when the connection fails while the devices open', async () => {
    library.onOpen = () => {
      library.onOpen = () => Promise.resolve();
      library.last.emit('CONNECTION_FAILED', 'connection.droppedError');
      return Promise.resolve();
    };
    await client.join(JOIN);
    expect(client.state()).toEqual({ kind: 'waiting-alone' });
    expect(library.connections).toHaveLength(2);
    expect(library.last.conference.tracks).toHaveLength(2);
  });

  it('does not reject when the library throws: it has failed', async () => {
    library.onConnect = () => {
      throw new Error('not in this browser');
    };
    await client.join(JOIN);
    expect(client.state()).toMatchObject({
      kind: 'failed',
      error: { code: 'join-failed', reason: 'not in this browser' },
    });
  });

  it('can be called off', async () => {
    library.onConnect = () => undefined;
    void client.join(JOIN);
    await state('connecting');
    await client.leave();
    expect(client.state()).toEqual({ kind: 'left' });
  });
});

describe('in the room', () => {
  beforeEach(() => client.join(JOIN));

  it('does not join again when the connection is established a second time', () => {
    library.last.emit('CONNECTION_ESTABLISHED');
    expect(client.state()).toEqual({ kind: 'waiting-alone' });
    expect(library.connections).toHaveLength(1);
  });

  it('ends as replaced, kicked or ended, with devices closed, and does not come back', async () => {
    const endings = [
      ['KICKED', [undefined, 'replaced', 1], { kind: 'replaced' }],
      ['KICKED', [{}, 'enough', 0], { kind: 'kicked', reason: 'enough' }],
      ['CONFERENCE_FAILED', ['conference.destroyed', 'over'], { kind: 'ended', reason: 'over' }],
    ] as const;
    for (const [event, details, expected] of endings) {
      library.last.conference.emit(event, ...details);
      expect(client.state()).toEqual(expected);
      library.last.emit('CONNECTION_FAILED', 'connection.droppedError');
      expect(client.state()).toEqual(expected);
      for (; client.self().camera;) await new Promise((resolve) => setTimeout(resolve, 5));
      await client.join(JOIN);
    }
  });

  it('learns from a refused resume that a newer tab took over', () => {
    library.last.emit('CONNECTION_FAILED', 'connection.otherError', 'conflict');
    expect(client.state().kind).toBe('replaced');
  });

  it('comes back with a fresh grant, and shows the former media until it has its own', async () => {
    const first = library.last;
    first.conference.welcome('a1', 'ann');
    const [picture] = client.remotes().map(({ camera }) => camera);
    first.emit('CONNECTION_FAILED', 'connection.droppedError');
    expect(client.state()).toEqual({ kind: 'reconnecting', attempt: 1 });
    expect(client.remotes()[0]?.camera).toBe(picture);
    await state('live');
    expect(library.last.token).toBe('token-2');
    expect(first.conference.isLeft).toBe(false);
    library.last.conference.welcome('a2', 'ann');
    expect(client.remotes().map(({ id }) => id)).toEqual(['a2']);
    expect(client.remotes()[0]?.camera).not.toBe(picture);
    expect(first.conference.isLeft).toBe(true);
    expect(library.last.conference.tracks).toHaveLength(2);
    expect(library.last.conference.tracks.some((track) => first.conference.tracks.includes(track))).toBe(
      false,
    );
  });

  it('stays muted over a fresh entry', async () => {
    await client.setMicrophone(false);
    library.last.emit('CONNECTION_FAILED', 'connection.droppedError');
    await state('waiting-alone');
    expect(client.self()).toMatchObject({ audioMuted: true, videoMuted: false });
    expect(library.last.conference.tracks.map((track) => track.getType())).toEqual(['video']);
  });

  it('does not come back where the portal no longer lets it in', async () => {
    grantFailure = new GrantRefusedError('interview-over');
    library.last.emit('CONNECTION_FAILED', 'connection.droppedError');
    expect(await state('refused')).toMatchObject({
      error: { code: 'grant-refused', reason: 'interview-over' },
    });
  });

  it('keeps what is written in a drop and sends it after the return', async () => {
    const { conference, xmpp } = library.last;
    conference.emit('SUBJECT_CHANGED', '');
    xmpp.connection.connected = false;
    conference.isOnline = false;
    await state('reconnecting');
    client.sendChat('written in the dark');
    expect(client.messages()).toMatchObject([{ delivery: 'queued', own: true }]);
    xmpp.connection.connected = true;
    conference.isOnline = true;
    await state('waiting-alone');
    expect(conference.texts).toEqual(['written in the dark']);
    conference.emit('MESSAGE_RECEIVED', 'me-1', 'written in the dark');
    expect(client.messages()).toMatchObject([{ delivery: 'sent' }]);
  });

  it('sends after a fresh entry, once the history is through, what the room never got', async () => {
    client.sendChat('lost');
    library.last.emit('CONNECTION_FAILED', 'connection.droppedError');
    await state('waiting-alone');
    const { conference } = library.last;
    expect(conference.texts).toEqual([]);
    conference.emit('SUBJECT_CHANGED', '');
    conference.emit('SUBJECT_CHANGED', 'again');
    expect(conference.texts).toEqual(['lost']);
  });

  it('ignores blank messages and foreign rosters', () => {
    client.sendChat('   ');
    library.last.conference.emit(
      'ENDPOINT_MESSAGE_RECEIVED',
      {},
      { type: 'greenroom.roster', people: [{ id: 1 }] },
    );
    library.last.conference.emit('ENDPOINT_MESSAGE_RECEIVED', {}, 'nonsense');
    expect(client.messages()).toEqual([]);
  });

  it('tells when a third person makes media impossible', () => {
    library.last.conference.welcome('a1', 'ann');
    expect(client.mediaUnavailable()).toBe(false);
    library.last.conference.welcome('c1', 'cid');
    expect(client.mediaUnavailable()).toBe(true);
  });

  it('shares a screen beside the camera, and notices when the browser ends it', async () => {
    expect(await client.startScreenShare()).toBe(true);
    expect(client.sharingScreen()).toBe(true);
    expect(library.last.conference.tracks).toHaveLength(3);
    library.localTracks.at(-1)?.emit('LOCAL_TRACK_STOPPED');
    for (; client.sharingScreen();) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(library.localTracks.at(-1)?.published.at(-1)).toBe(true);
  });

  it('takes a closed screen chooser for a change of mind', async () => {
    library.deviceFailure = Object.assign(new Error('no'), { name: 'gum.screensharing_user_canceled' });
    expect(await client.startScreenShare()).toBe(false);
    expect(client.deviceError()).toBeNull();
  });

  it('tells of a device that went away', async () => {
    library.localTracks[1]?.emit('LOCAL_TRACK_STOPPED');
    for (; !client.deviceError();) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(client.deviceError()).toMatchObject({ code: 'device-lost' });
    expect(client.self()).toMatchObject({ camera: null, videoMuted: true, audioMuted: false });
  });

  it('changes the device in place', async () => {
    const before = client.self().camera;
    await client.switchDevice('camera', 'other');
    expect(client.self().camera).not.toBe(before);
    expect(library.last.conference.tracks).toHaveLength(2);
    expect(library.localTracks.filter(({ isDisposed }) => isDisposed)).toHaveLength(1);
  });

  it('grades the connection', () => {
    for (const [percent, quality] of [
      [100, 'good'],
      [50, 'fair'],
      [10, 'poor'],
      [0, 'lost'],
    ] as const) {
      library.last.conference.emit('LOCAL_STATS_UPDATED', { connectionQuality: percent });
      expect(client.quality()).toBe(quality);
    }
  });
});
