/**
 * The part of lib-jitsi-meet that is used, as structural types. Members with a question mark exist in only one of the
 * two supported ages (the 2022 rebuild and today's release) or are private there: test before use.
 */

/** Any listener: what the library hands over is typed where it is received. */
type Listener = (...args: never[]) => void;
type Names = Readonly<Record<string, string>>;

export interface Library {
  readonly events: {
    readonly connection: Names;
    readonly conference: Names;
    readonly track: Names;
    readonly connectionQuality?: Names;
  };
  readonly errors: { readonly connection: Names; readonly conference: Names; readonly track: Names };
  readonly logLevels: Names;
  readonly JitsiConnection: new (
    appId: null,
    token: string,
    options: Record<string, unknown>,
  ) => LibraryConnection;
  init(options: Record<string, unknown>): unknown;
  setLogLevel(level: string | undefined): void;
  createLocalTracks(options: Record<string, unknown>): Promise<LibraryLocalTrack[]>;
  /** Only today's release. */
  createLocalTracksFromMediaStreams?(
    tracks: readonly {
      readonly stream: MediaStream;
      readonly track: MediaStreamTrack;
      readonly mediaType: 'audio' | 'video';
      readonly sourceType: string;
      readonly videoType?: 'camera' | 'desktop';
      readonly constraints?: unknown;
    }[],
  ): LibraryLocalTrack[];
}

export interface LibraryConnection {
  addEventListener(event: string, listener: Listener): void;
  connect(options?: Record<string, unknown>): unknown;
  disconnect(): Promise<unknown> | undefined;
  initJitsiConference(room: string, options: Record<string, unknown>): LibraryConference;
  /**
   * Private in both ages; `connected` tells whether the signalling is up while a resume is being tried, `jingle` makes the
   * connections that carry media.
   */
  readonly xmpp?: {
    readonly connection?: {
      readonly connected?: boolean;
      readonly jingle?: {
        readonly jvbIceConfig: RTCConfiguration;
        onReceiveStunAndTurnCredentials: (answer: never) => unknown;
      };
    };
  };
}

export interface LibraryConference {
  on(event: string, listener: Listener): void;
  join(): unknown;
  leave(): Promise<unknown> | undefined;
  myUserId(): string;
  setDisplayName(name: string): void;
  /** The own tracks that were added and not removed since. */
  getLocalTracks(): LibraryLocalTrack[];
  addTrack(track: LibraryLocalTrack): Promise<unknown>;
  removeTrack(track: LibraryLocalTrack): Promise<unknown>;
  replaceTrack(before: LibraryLocalTrack | null, after: LibraryLocalTrack | null): Promise<unknown>;
  sendTextMessage(text: string): void;
  /** Over the signalling connection with `false`, in both ages and without a bridge. */
  sendMessage(payload: unknown, to: string, throughBridge: false): void;
  kickParticipant(id: string, reason: string): void;
  startRecording(options: { readonly mode: 'file' }): Promise<unknown>;
  isP2PActive?(): boolean;
  /** Private in both ages. */
  getActivePeerConnection?(): { readonly peerconnection?: RTCPeerConnection } | null;
}

export interface LibraryIdentity {
  readonly user?: { readonly id?: string; readonly name?: string };
}

export interface LibraryParticipant {
  getId(): string;
  getDisplayName(): string | undefined;
  getRole(): string;
  /** Of the hidden domain: a recorder. */
  isHidden(): boolean;
  /** Only today's release; the rebuild keeps it in `_identity`. */
  getIdentity?(): LibraryIdentity | undefined;
  readonly _identity?: LibraryIdentity;
}

export interface LibraryRecording {
  /** `pending`, `on`, `off`, or nothing yet. */
  getStatus(): string | null | undefined;
  /** The condition of the refusal, or the reason of a failure. */
  getError(): string | null | undefined;
}

interface LibraryTrack {
  isLocal(): boolean;
  isMuted(): boolean;
  getType(): 'audio' | 'video';
  getTrack(): MediaStreamTrack;
  readonly videoType?: string;
  on(event: string, listener: Listener): void;
}

export interface LibraryRemoteTrack extends LibraryTrack {
  getParticipantId(): string;
}

export interface LibraryLocalTrack extends LibraryTrack {
  mute(): Promise<unknown>;
  unmute(): Promise<unknown>;
  dispose(): Promise<unknown> | undefined;
  /** Private in both ages; see `publishMuteState`. */
  _sendMuteStatus?(muted: boolean): void;
}

/** Subscribes where this age of the library knows the event. */
export function listen(
  target: { on(event: string, listener: Listener): void },
  event: string | undefined,
  listener: Listener,
): void {
  if (event !== undefined) target.on(event, listener);
}

/** The person behind an endpoint as the server vouches for it. */
export function identityOf(participant: LibraryParticipant): LibraryIdentity | undefined {
  return participant.getIdentity?.() ?? participant._identity;
}
