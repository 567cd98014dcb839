import { identityOf, listen } from './library.ts';
import type { Library, LibraryConference, LibraryParticipant, LibraryRemoteTrack } from './library.ts';
import type { ConferenceRole } from './port.ts';
import type { RemoteTrack, RoomEvent } from './room-state.ts';

/** Translates the library's events about people and their media into ours. */
export function listenToRoom(
  library: Library,
  conference: LibraryConference,
  emit: (event: RoomEvent) => void,
): void {
  const { conference: names, track: trackNames } = library.events;
  const trackIds = new Map<LibraryRemoteTrack, string>();
  let lastTrack = 0;

  const changed = (track: LibraryRemoteTrack): void => {
    const trackId = trackIds.get(track);
    if (trackId === undefined) return;
    emit({ type: 'track-changed', trackId, muted: track.isMuted(), source: sourceOf(track) });
  };

  listen(conference, names.USER_JOINED, (id: string, participant: LibraryParticipant) => {
    if (participant.isHidden()) return;
    const user = identityOf(participant)?.user;
    emit({
      type: 'person-joined',
      id,
      userId: user?.id ?? null,
      name: user?.name ?? participant.getDisplayName() ?? '',
      role: roleOf(participant.getRole()),
    });
  });
  listen(conference, names.USER_LEFT, (id: string) => emit({ type: 'person-left', id }));
  listen(conference, names.USER_ROLE_CHANGED, (id: string, role: string) =>
    emit({ type: 'role-changed', id, role: roleOf(role) }),
  );
  listen(conference, names.TRACK_AUDIO_LEVEL_CHANGED, (id: string, level: number) =>
    emit({ type: 'audio-level', id, level }),
  );
  listen(conference, names.TRACK_ADDED, (track: LibraryRemoteTrack) => {
    if (track.isLocal() || trackIds.has(track)) return;
    const trackId = `track-${++lastTrack}`;
    trackIds.set(track, trackId);
    emit({
      type: 'track-added',
      track: {
        trackId,
        personId: track.getParticipantId(),
        source: sourceOf(track),
        muted: track.isMuted(),
        media: track.getTrack(),
      },
    });
    // The 2022 library shares a screen in place of the camera: the track stays and changes what it shows.
    listen(track, trackNames.TRACK_VIDEOTYPE_CHANGED, () => changed(track));
  });
  listen(conference, names.TRACK_REMOVED, (track: LibraryRemoteTrack) => {
    const trackId = trackIds.get(track);
    if (trackId === undefined) return;
    trackIds.delete(track);
    emit({ type: 'track-removed', trackId });
  });
  listen(conference, names.TRACK_MUTE_CHANGED, (track: LibraryRemoteTrack) => changed(track));
}

function sourceOf(track: LibraryRemoteTrack): RemoteTrack['source'] {
  if (track.getType() === 'audio') return 'audio';
  return track.videoType === 'desktop' ? 'screen' : 'camera';
}

function roleOf(role: string): ConferenceRole {
  return role === 'moderator' ? 'moderator' : 'participant';
}
