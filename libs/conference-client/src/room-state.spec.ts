import { describe, expect, it } from '@jest/globals';
import {
  EMPTY_ROOM,
  isTakenOver,
  mergeParticipants,
  participantsOf,
  reduceRoom,
  type RemoteTrack,
  type RoomEvent,
} from './room-state.ts';

function roomAfter(...events: RoomEvent[]): ReturnType<typeof participantsOf> {
  return participantsOf(events.reduce(reduceRoom, EMPTY_ROOM));
}

const joined = (id: string, userId: string | null = `user-${id}`): RoomEvent => ({
  type: 'person-joined',
  id,
  userId,
  name: id.toUpperCase(),
  role: 'participant',
});

const added = (personId: string, source: RemoteTrack['source'], muted = false): RoomEvent => ({
  type: 'track-added',
  track: { trackId: `${personId}-${source}`, personId, source, muted, media: media(`${personId}-${source}`) },
});

const mediaById = new Map<string, MediaStreamTrack>();
function media(id: string): MediaStreamTrack {
  const track = mediaById.get(id) ?? ({ id } as MediaStreamTrack);
  mediaById.set(id, track);
  return track;
}

describe('the people in a room', () => {
  it('come without media, and count as muted until they send', () => {
    expect(roomAfter(joined('a'))).toEqual([
      {
        id: 'a',
        userId: 'user-a',
        name: 'A',
        role: 'participant',
        isSelf: false,
        speaking: false,
        audioMuted: true,
        videoMuted: true,
        audio: null,
        camera: null,
        screen: null,
      },
    ]);
  });

  it('show their tracks, also when a track comes before its person', () => {
    const [person] = roomAfter(added('a', 'audio'), added('a', 'camera', true), joined('a'));
    expect(person).toMatchObject({ audio: media('a-audio'), audioMuted: false, camera: media('a-camera') });
    expect(person?.videoMuted).toBe(true);
  });

  it('take their tracks with them', () => {
    const events = [
      joined('a'),
      added('a', 'camera'),
      { type: 'person-left', id: 'a' },
      joined('a'),
    ] as const;
    expect(roomAfter(...events)[0]?.camera).toBeNull();
  });

  it('appear once although they are announced twice', () => {
    expect(roomAfter(joined('a'), joined('a'))).toHaveLength(1);
  });

  it('can share the screen in place of the camera, and come back to it', () => {
    const change = (source: RemoteTrack['source'], muted = false): RoomEvent => ({
      type: 'track-changed',
      trackId: 'a-camera',
      muted,
      source,
    });
    const sharing = [joined('a'), added('a', 'camera'), change('screen')];
    expect(roomAfter(...sharing)[0]).toMatchObject({ camera: null, screen: media('a-camera') });
    expect(roomAfter(...sharing, change('camera'))[0]).toMatchObject({
      camera: media('a-camera'),
      screen: null,
    });
    expect(roomAfter(...sharing, change('screen', true))[0]?.screen).toBeNull();
  });

  it('speak from one level and fall silent below another', () => {
    const level = (value: number): RoomEvent => ({ type: 'audio-level', id: 'a', level: value });
    expect(roomAfter(joined('a'), level(0.04))[0]?.speaking).toBe(false);
    expect(roomAfter(joined('a'), level(0.06), level(0.03))[0]?.speaking).toBe(true);
    expect(roomAfter(joined('a'), level(0.06), level(0.01))[0]?.speaking).toBe(false);
  });

  it('may change role; unknown ids change nothing', () => {
    const events: RoomEvent[] = [
      joined('a'),
      { type: 'role-changed', id: 'a', role: 'moderator' },
      { type: 'role-changed', id: 'x', role: 'moderator' },
    ];
    expect(roomAfter(...events)).toMatchObject([{ role: 'moderator' }]);
  });
});

describe('a fresh entry that takes over from one that lost its signalling', () => {
  const former = roomAfter(joined('old', 'bob'), added('old', 'camera'));

  it('keeps the former picture of people it does not know yet', () => {
    expect(mergeParticipants(former, [])).toEqual(former);
    expect(isTakenOver(former, [])).toBe(false);
  });

  it('shows one tile, with the former media until its own arrive', () => {
    const known = roomAfter(joined('new', 'bob'));
    const merged = mergeParticipants(former, known);
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({ id: 'new', camera: media('old-camera') });
    expect(isTakenOver(former, known)).toBe(false);
  });

  it('is complete once the media of everybody arrive', () => {
    const complete = roomAfter(joined('new', 'bob'), added('new', 'camera'));
    expect(mergeParticipants(former, complete)).toEqual(complete);
    expect(isTakenOver(former, complete)).toBe(true);
  });

  it('does not take two people without identity for one', () => {
    const nameless = roomAfter(joined('x', null));
    expect(mergeParticipants(roomAfter(joined('y', null)), nameless)).toHaveLength(2);
  });
});
