import type { ConferenceRole, Participant } from './port.ts';

/** What happens in a room, in our words. */
export type RoomEvent =
  | {
      readonly type: 'person-joined';
      readonly id: string;
      readonly userId: string | null;
      readonly name: string;
      readonly role: ConferenceRole;
    }
  | { readonly type: 'person-left'; readonly id: string }
  | { readonly type: 'role-changed'; readonly id: string; readonly role: ConferenceRole }
  | { readonly type: 'audio-level'; readonly id: string; /** 0 to 1 */ readonly level: number }
  | { readonly type: 'track-added'; readonly track: RemoteTrack }
  | { readonly type: 'track-removed'; readonly trackId: string }
  | {
      readonly type: 'track-changed';
      readonly trackId: string;
      readonly muted: boolean;
      readonly source: RemoteTrack['source'];
    };

export interface RemoteTrack {
  readonly trackId: string;
  readonly personId: string;
  readonly source: 'audio' | 'camera' | 'screen';
  readonly muted: boolean;
  readonly media: MediaStreamTrack;
}

interface Person {
  readonly id: string;
  readonly userId: string | null;
  readonly name: string;
  readonly role: ConferenceRole;
  readonly speaking: boolean;
}

/** Everybody else in the room. Immutable. */
export interface RoomState {
  readonly people: readonly Person[];
  readonly tracks: readonly RemoteTrack[];
}

export const EMPTY_ROOM: RoomState = { people: [], tracks: [] };

/** Two thresholds, so that the mark does not flicker between words. */
const SPEAKING_FROM = 0.05;
const SILENT_BELOW = 0.02;

export function reduceRoom(state: RoomState, event: RoomEvent): RoomState {
  switch (event.type) {
    case 'person-joined': {
      const { id, userId, name, role } = event;
      const others = state.people.filter((person) => person.id !== id);
      return { ...state, people: [...others, { id, userId, name, role, speaking: false }] };
    }
    case 'person-left':
      return {
        people: state.people.filter((person) => person.id !== event.id),
        tracks: state.tracks.filter((track) => track.personId !== event.id),
      };
    case 'role-changed':
      return withPerson(state, event.id, { role: event.role });
    case 'audio-level': {
      const before = state.people.find((person) => person.id === event.id)?.speaking;
      const speaking = event.level >= (before ? SILENT_BELOW : SPEAKING_FROM);
      return before === undefined || before === speaking ? state : withPerson(state, event.id, { speaking });
    }
    case 'track-added':
      return { ...state, tracks: [...state.tracks, event.track] };
    case 'track-removed':
      return { ...state, tracks: state.tracks.filter((track) => track.trackId !== event.trackId) };
    case 'track-changed':
      return {
        ...state,
        tracks: state.tracks.map((track) =>
          track.trackId === event.trackId ? { ...track, muted: event.muted, source: event.source } : track,
        ),
      };
  }
}

function withPerson(state: RoomState, id: string, change: Partial<Person>): RoomState {
  return {
    ...state,
    people: state.people.map((person) => (person.id === id ? { ...person, ...change } : person)),
  };
}

/** The people as the page shows them. */
export function participantsOf(state: RoomState): Participant[] {
  return state.people.map((person) => {
    const find = (source: RemoteTrack['source']): RemoteTrack | undefined =>
      state.tracks.findLast((track) => track.personId === person.id && track.source === source);
    const [audio, camera, screen] = [find('audio'), find('camera'), find('screen')];
    return {
      ...person,
      isSelf: false,
      audioMuted: audio?.muted ?? true,
      videoMuted: camera?.muted ?? true,
      audio: audio?.media ?? null,
      camera: camera?.media ?? null,
      // A stopped share may stay behind as a muted track.
      screen: screen && !screen.muted ? screen.media : null,
    };
  });
}

/**
 * The people while a fresh entry takes over from one that lost its signalling. The media of the former entry go on, so
 * somebody keeps the old tracks until the new entry has some, and stays visible until the new entry knows them.
 */
export function mergeParticipants(
  former: readonly Participant[],
  current: readonly Participant[],
): readonly Participant[] {
  const isSamePerson = (a: Participant, b: Participant): boolean =>
    a.userId === null ? a.id === b.id : a.userId === b.userId;
  const continued = current.map((person) => {
    const before = former.find((candidate) => isSamePerson(candidate, person));
    return before && !hasMedia(person)
      ? { ...before, id: person.id, name: person.name, role: person.role }
      : person;
  });
  const missing = former.filter((person) => !current.some((other) => isSamePerson(other, person)));
  return [...continued, ...missing];
}

/** True when the media of everybody in the former entry also arrive over the current one. */
export function isTakenOver(former: readonly Participant[], current: readonly Participant[]): boolean {
  return former.every((person) =>
    current.some((other) => other.userId === person.userId && (hasMedia(other) || !hasMedia(person))),
  );
}

function hasMedia(person: Participant): boolean {
  return person.audio !== null || person.camera !== null || person.screen !== null;
}
