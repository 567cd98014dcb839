import type {
  Library,
  LibraryConference,
  LibraryConnection,
  LibraryLocalTrack,
  LibraryParticipant,
  LibraryRemoteTrack,
} from '../../src/library.ts';

type Listener = (...args: never[]) => void;

/** Events by name, as the library's emitters have them. */
class Emitter {
  readonly #listeners = new Map<string, Listener[]>();

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  emit(event: string, ...args: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? [])
      (listener as (...all: unknown[]) => void)(...args);
  }
}

export class FakeConference extends Emitter implements LibraryConference {
  readonly id: string;
  readonly tracks: LibraryLocalTrack[] = [];
  readonly texts: string[] = [];
  options: Record<string, unknown> = {};
  readonly kicked: string[] = [];
  isLeft = false;
  /** What happens when the client joins. */
  onJoin: (conference: FakeConference) => void = (conference) => conference.emit('CONFERENCE_JOINED');
  isOnline = true;
  readonly payloads: { readonly payload: unknown; readonly to: string }[] = [];
  /** What the focus says to a request for a recorder. */
  onStartRecording: () => Promise<unknown> = () => Promise.resolve();

  constructor(id: string) {
    super();
    this.id = id;
  }

  join(): void {
    this.onJoin(this);
  }
  leave(): Promise<void> {
    this.isLeft = true;
    return Promise.resolve();
  }
  myUserId(): string {
    return this.id;
  }
  setDisplayName(): void {
    // Shown by the server from the token.
  }
  getLocalTracks(): LibraryLocalTrack[] {
    return [...this.tracks];
  }
  addTrack(track: LibraryLocalTrack): Promise<void> {
    this.tracks.push(track);
    return Promise.resolve();
  }
  removeTrack(track: LibraryLocalTrack): Promise<void> {
    this.tracks.splice(this.tracks.indexOf(track), 1);
    return Promise.resolve();
  }
  async replaceTrack(before: LibraryLocalTrack | null, after: LibraryLocalTrack | null): Promise<void> {
    if (before) await this.removeTrack(before);
    if (after) await this.addTrack(after);
  }
  sendTextMessage(text: string): void {
    if (!this.isOnline) throw new Error('Not connected');
    this.texts.push(text);
  }
  /** The roster for newcomers, and hints. */
  sendMessage(payload: unknown, to: string): void {
    this.payloads.push({ payload, to });
  }
  startRecording(): Promise<unknown> {
    return this.onStartRecording();
  }
  kickParticipant(id: string): void {
    this.kicked.push(id);
  }

  /** Somebody comes, with sound and picture. */
  welcome(id: string, userId: string, isHidden = false): void {
    const participant: LibraryParticipant = {
      getId: () => id,
      getDisplayName: () => id,
      getRole: () => 'none',
      isHidden: () => isHidden,
      _identity: { user: { id: userId, name: userId } },
    };
    this.emit('USER_JOINED', id, participant);
    for (const type of ['audio', 'video'] as const) this.emit('TRACK_ADDED', remoteTrack(id, type));
  }
}

export function remoteTrack(
  personId: string,
  type: 'audio' | 'video',
  media: object = { id: `${personId}-${type}`, kind: type },
): LibraryRemoteTrack {
  return {
    isLocal: () => false,
    isMuted: () => false,
    getType: () => type,
    getTrack: () => media as MediaStreamTrack,
    getParticipantId: () => personId,
    on: () => undefined,
  };
}

export class FakeLocalTrack extends Emitter implements LibraryLocalTrack {
  readonly published: boolean[] = [];
  readonly media: MediaStreamTrack;
  readonly #type: 'audio' | 'video';
  isDisposed = false;
  #isMuted = false;

  constructor(type: 'audio' | 'video', media?: MediaStreamTrack) {
    super();
    this.#type = type;
    this.media = media ?? fakeMedia(type);
  }

  isLocal(): boolean {
    return true;
  }
  isMuted(): boolean {
    return this.#isMuted;
  }
  getType(): 'audio' | 'video' {
    return this.#type;
  }
  getTrack(): MediaStreamTrack {
    return this.media;
  }
  mute(): Promise<void> {
    this.#isMuted = true;
    return Promise.resolve();
  }
  unmute(): Promise<void> {
    this.#isMuted = false;
    return Promise.resolve();
  }
  dispose(): Promise<void> {
    this.isDisposed = true;
    return Promise.resolve();
  }
  _sendMuteStatus(muted: boolean): void {
    this.published.push(muted);
  }
}

export function fakeMedia(kind: 'audio' | 'video'): MediaStreamTrack {
  const media = {
    kind,
    readyState: 'live',
    stop: () => {
      media.readyState = 'ended';
    },
    clone: () => fakeMedia(kind),
  };
  return media as unknown as MediaStreamTrack;
}

export class FakeConnection extends Emitter implements LibraryConnection {
  readonly token: string;
  readonly options: Record<string, unknown>;
  readonly conference: FakeConference;
  readonly xmpp = {
    connection: {
      connected: true,
      jingle: {
        jvbIceConfig: { iceServers: [] },
        /** What the signalling server says of ICE servers takes the place of all that were known. */
        onReceiveStunAndTurnCredentials(): void {
          this.jvbIceConfig.iceServers = [];
        },
      },
    },
  };
  isClosed = false;
  readonly #onConnect: (connection: FakeConnection) => void;

  constructor(
    token: string,
    options: Record<string, unknown>,
    conference: FakeConference,
    onConnect: (connection: FakeConnection) => void,
  ) {
    super();
    this.token = token;
    this.options = options;
    this.conference = conference;
    this.#onConnect = onConnect;
  }

  addEventListener(event: string, listener: Listener): void {
    this.on(event, listener);
  }
  connect(): void {
    this.#onConnect(this);
  }
  disconnect(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
  initJitsiConference(_room: string, options: Record<string, unknown>): LibraryConference {
    this.conference.options = options;
    return this.conference;
  }
}

/** A library whose other side is the test. */
export class FakeLibrary {
  readonly connections: FakeConnection[] = [];
  /** What a connection does when it is opened. */
  onConnect: (connection: FakeConnection) => void = (connection) => connection.emit('CONNECTION_ESTABLISHED');
  /** What a conference does when it is joined. */
  onJoin: FakeConference['onJoin'] = (conference) => conference.emit('CONFERENCE_JOINED');
  readonly localTracks: FakeLocalTrack[] = [];
  /** What the browser answers to a question for devices. */
  deviceFailure: Error | null = null;
  /** What the library says to a track that it is given. */
  adoptFailure: Error | null = null;
  /** What the browser is asked; a test may let it wait. */
  onOpen: () => Promise<void> = () => Promise.resolve();

  get last(): FakeConnection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error('nobody has connected');
    return connection;
  }

  /** Puts the library where a script tag would put it. */
  install(): void {
    const names = new Proxy({}, { get: (_target, name) => name }) as Record<string, string>;
    const connect = (token: string, options: Record<string, unknown>): FakeConnection => {
      const conference = new FakeConference(`me-${this.connections.length + 1}`);
      conference.onJoin = (joined) => this.onJoin(joined);
      const connection = new FakeConnection(token, options, conference, (opened) => this.onConnect(opened));
      this.connections.push(connection);
      return connection;
    };
    const library = {
      events: { connection: names, conference: names, track: names, connectionQuality: names },
      errors: { connection: names, conference: names, track: names },
      logLevels: names,
      JitsiConnection: function (_appId: null, token: string, options: Record<string, unknown>) {
        return connect(token, options);
      } as unknown as Library['JitsiConnection'],
      init: () => undefined,
      setLogLevel: () => undefined,
      createLocalTracks: ({ devices }: Record<string, unknown>) => this.#open(devices as string[]),
      createLocalTracksFromMediaStreams: (infos) => {
        if (this.adoptFailure) throw this.adoptFailure;
        return infos.map(({ track, mediaType }) => this.#keep(new FakeLocalTrack(mediaType, track)));
      },
    } satisfies Library;
    Object.assign(globalThis, {
      JitsiMeetJS: library,
      location: { href: 'http://localhost/' },
      MediaStream: Object,
      document: {
        createElement: () => ({}),
        head: { append: (script: { onload?: () => void }) => queueMicrotask(() => script.onload?.()) },
      },
    });
  }

  async #open(devices: readonly string[]): Promise<LibraryLocalTrack[]> {
    await this.onOpen();
    if (this.deviceFailure) throw this.deviceFailure;
    return devices.map((device) => this.#keep(new FakeLocalTrack(device === 'audio' ? 'audio' : 'video')));
  }

  #keep(track: FakeLocalTrack): FakeLocalTrack {
    this.localTracks.push(track);
    return track;
  }
}
