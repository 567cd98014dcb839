/**
 * The conference as the rest of the code sees it: commands in, signals out. Nothing here names the media library
 * that does the work, and nothing touches the document; media leave as plain `MediaStreamTrack`s for the page to show.
 */
import type { Signal } from '@angular/core';

export type ConferenceRole = 'moderator' | 'participant';

/** Everything needed to enter one room once. Minted by the API; short-lived, so it is asked for at every (re)connect. */
export interface RoomGrant {
  /** The room token (JWT). Never log it. */
  readonly token: string;
  /** When the token expires, ISO 8601 UTC. */
  readonly expiresAt: string;
  /** Exact lower-case local part of the room's address. */
  readonly roomName: string;
  /** XMPP domain of the deployment, e.g. `meet.jitsi`. */
  readonly domain: string;
  /** Domain of the rooms, e.g. `muc.meet.jitsi`. */
  readonly mucDomain: string;
  /** Domain of recorders, which are nobody in the room; null where nothing is recorded. */
  readonly recorderDomain: string | null;
  /** Address of the focus, e.g. `focus.meet.jitsi`. */
  readonly focus: string;
  /** WebSocket address of the signalling server (`ws:` or `wss:`). */
  readonly serviceUrl: string;
  /** Where the media library of this very deployment is loaded from. */
  readonly libraryUrl: string;
  /** True when two people talk directly (no bridge); false when everything goes over the bridge from the first second. */
  readonly peerToPeer: boolean;
  /** The deployment's TURN servers, with credentials that end with the room. */
  readonly iceServers: readonly RTCIceServer[];
  readonly role: ConferenceRole;
  /** Stable id of the person, the same in every tab and after every reload. */
  readonly userId: string;
  readonly displayName: string;
}

/** What the person can do about an error: `refused` nothing (ask the portal), `network` wait, `devices` look at the browser. */
export type ConferenceErrorCategory = 'refused' | 'network' | 'library' | 'devices';

export type ConferenceErrorCode =
  /** The API gave no grant; `reason` is its own error code. */
  | 'grant-refused'
  /** The API could not be reached for a grant. */
  | 'grant-unavailable'
  /** The signalling server did not believe the token. */
  | 'token-rejected'
  /** The server does not let this person into this room (unpaid, too early, ended, another room). */
  | 'room-refused'
  | 'room-full'
  /** The library could not be loaded from `libraryUrl`, or is not what it should be. */
  | 'library-unavailable'
  | 'connection-failed'
  /** No answer from the room. */
  | 'join-failed'
  | 'device-permission-denied'
  | 'device-not-found'
  /** The device is used by another program, or the browser cannot start it. */
  | 'device-unusable'
  /** The device was working and went away (unplugged, permission withdrawn). */
  | 'device-lost'
  | 'screen-share-failed';

export interface ConferenceError {
  readonly code: ConferenceErrorCode;
  readonly category: ConferenceErrorCategory;
  /** True when trying again later may help. */
  readonly retryable: boolean;
  /** What the server or browser said, as plain text: for logs and details, not as the main message. */
  readonly reason: string;
}

/** Thrown by `fetchGrant` when the API refuses for good (too early, ended, not yours): not tried again. */
export class GrantRefusedError extends Error {
  /** The API's error code, handed on as `ConferenceError.reason`. */
  readonly code: string;

  constructor(code: string, message: string = code) {
    super(message);
    this.name = 'GrantRefusedError';
    this.code = code;
  }
}

/** The states of a person's place in the room; the diagram is in the README. */
export type ConferenceState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading-library' }
  | { readonly kind: 'connecting' }
  /** In the room, nobody else is. */
  | { readonly kind: 'waiting-alone' }
  | { readonly kind: 'live' }
  /**
   * The signalling is gone and comes back by itself. Media between two people usually goes on meanwhile: keep showing
   * the tiles. `attempt` counts fresh joins, 0 while the old connection may still resume.
   */
  | { readonly kind: 'reconnecting'; readonly attempt: number }
  /** A newer tab of the same person took this place. Final until `join` is called again. */
  | { readonly kind: 'replaced' }
  /** A moderator removed this person. */
  | { readonly kind: 'kicked'; readonly reason: string | null }
  /** The server closed the room (interview ended, time is up). */
  | { readonly kind: 'ended'; readonly reason: string | null }
  /** This person left with `leave()`. */
  | { readonly kind: 'left' }
  /** Not let in; trying again unchanged does not help. */
  | { readonly kind: 'refused'; readonly error: ConferenceError }
  /** Did not work. With `error.retryable` a `join` may be offered; the client itself has stopped trying. */
  | { readonly kind: 'failed'; readonly error: ConferenceError };

/** One person in the room, as an immutable snapshot. Show a track with `video.srcObject = new MediaStream([track])`. */
export interface Participant {
  /** Endpoint id: unique per entry into the room, changes with every rejoin. */
  readonly id: string;
  /** The verified id of the person; null when the server says none. Use it to track tiles across rejoins. */
  readonly userId: string | null;
  readonly name: string;
  readonly role: ConferenceRole;
  readonly isSelf: boolean;
  readonly audioMuted: boolean;
  readonly videoMuted: boolean;
  readonly speaking: boolean;
  /** Null when there is none. The own one is for meters only: do not play it. */
  readonly audio: MediaStreamTrack | null;
  /** Null when there is none; `videoMuted` may be true while the (black) track stays. */
  readonly camera: MediaStreamTrack | null;
  readonly screen: MediaStreamTrack | null;
}

export interface ChatMessage {
  /** Unique within this client. */
  readonly id: string;
  readonly from: { readonly id: string; readonly userId: string | null; readonly name: string };
  readonly own: boolean;
  /** Plain text: never put it into the page as HTML. */
  readonly text: string;
  /** Milliseconds since the epoch, UTC. */
  readonly at: number;
  /** `queued` while the signalling is away; sent by itself when it is back. */
  readonly delivery: 'sent' | 'queued';
}

/** `unknown` until measured; `lost` while no media arrive. */
export type ConnectionQuality = 'unknown' | 'good' | 'fair' | 'poor' | 'lost';

export interface JoinOptions {
  /** Whether the microphone starts on. */
  readonly microphone: boolean;
  /** Whether the camera starts on. */
  readonly camera: boolean;
  readonly devices?: { readonly microphoneId?: string; readonly cameraId?: string };
  /**
   * Tracks that the device check already holds; they are taken over (and stopped by the client in the end) rather than
   * opened a second time.
   */
  readonly tracks?: { readonly microphone?: MediaStreamTrack; readonly camera?: MediaStreamTrack };
}

export interface RtpFlow {
  readonly kind: 'audio' | 'video';
  readonly bytes: number;
  /** Frames decoded (inbound) or encoded (outbound); 0 for audio. */
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly codec: string | null;
}

/** A reading of the live media connections, for tests and support. */
export interface ConferenceStats {
  readonly connections: readonly {
    readonly state: RTCPeerConnectionState;
    readonly peerToPeer: boolean;
    readonly inbound: readonly RtpFlow[];
    readonly outbound: readonly RtpFlow[];
    /** Round trip of the selected candidate pair, milliseconds; null when not measured. */
    readonly roundTripMs: number | null;
  }[];
}

/** Why a recorder did not come, or went: the API did not agree, all are busy, there is none or it broke. */
export type RecorderError = 'refused' | 'busy' | 'unavailable';

export type RecorderState =
  | { readonly kind: 'off'; readonly error: RecorderError | null }
  /** Asked for; on its way. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'on' };

/** The recorder of the room, as its signalling tells of it. Who agreed to it is known by the API alone. */
export interface ConferenceRecorder {
  readonly state: Signal<RecorderState>;
  /** How many hints there were that the API has news of the recording; they say nothing themselves. */
  readonly hints: Signal<number>;
  /** Moderators only: asks for a recorder. How it went is in `state`; never rejects. */
  start(): Promise<void>;
  /** Tells the others that the API has news. */
  hint(): void;
}

export interface ConferenceClient {
  readonly state: Signal<ConferenceState>;
  readonly self: Signal<Participant>;
  /** Everybody else, in order of arrival. */
  readonly remotes: Signal<readonly Participant[]>;
  /** True when a third person came into a room without a bridge: nobody sees the others until one leaves. */
  readonly mediaUnavailable: Signal<boolean>;
  readonly messages: Signal<readonly ChatMessage[]>;
  readonly quality: Signal<ConnectionQuality>;
  /** What is wrong with the own devices, or null. Cleared by the next successful command on a device. */
  readonly deviceError: Signal<ConferenceError | null>;
  /** True between `startScreenShare` and its end, whoever ended it (the browser's own bar included). */
  readonly sharingScreen: Signal<boolean>;
  /** Milliseconds from `join` until the first picture or sound of somebody else arrives; null until then. */
  readonly firstRemoteMediaMs: Signal<number | null>;

  /**
   * Warms up during the device check: grant, library and signalling connection, so that `join` is one step. Never
   * rejects; what went wrong is met again, and told, by `join`.
   */
  preload(): Promise<void>;
  /** Enters the room. Resolves when in, refused or failed (see `state`); never rejects. */
  join(options: JoinOptions): Promise<void>;
  /** Leaves for good: stops devices, closes the connection. Also to be called when the page goes away. */
  leave(): Promise<void>;

  /** Resolves when the change is made; a device that does not open is told by `deviceError`, never by a rejection. */
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  /** Changes to another device, on or off as before. `deviceId` as in `enumerateDevices`. */
  switchDevice(kind: 'microphone' | 'camera', deviceId: string): Promise<void>;
  /** Asks the browser for a screen. Resolves false when the person chose none. Call it from a click. */
  startScreenShare(): Promise<boolean>;
  stopScreenShare(): Promise<void>;

  /** Sends to everybody in the room; in a drop the message waits and goes out after the return. Blank text is ignored. */
  sendChat(text: string): void;
  /** Moderators only: removes somebody from the room. The server refuses it to others. */
  removeParticipant(id: string, reason: string): void;

  /** Loads what recording takes; once, whenever it is first wanted. */
  recorder(): Promise<ConferenceRecorder>;

  stats(): Promise<ConferenceStats>;
}

/** What the client needs from its surroundings. */
export interface ConferenceClientOptions {
  /** Asks the API for a fresh grant. Called at preload or join, and at every fresh reconnect. */
  readonly fetchGrant: () => Promise<RoomGrant>;
  /** Milliseconds since the epoch, UTC; the browser's clock when left out. */
  readonly now?: () => number;
}
