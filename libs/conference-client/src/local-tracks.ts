import type { Library, LibraryConference, LibraryLocalTrack } from './library.ts';

export type Source = 'microphone' | 'camera' | 'screen';

/** Pictures larger than this cost more than they show in a tile. */
const VIDEO_HEIGHT = 720;
const VIDEO_CONSTRAINTS = { height: { ideal: VIDEO_HEIGHT }, width: { ideal: 1280 } };

/** Opens a microphone or camera. Rejects with the library's device error. */
export async function openDevice(
  library: Library,
  source: 'microphone' | 'camera',
  deviceId: string | undefined,
): Promise<LibraryLocalTrack> {
  const tracks = await library.createLocalTracks(
    source === 'microphone'
      ? { devices: ['audio'], micDeviceId: deviceId }
      : {
          devices: ['video'],
          cameraDeviceId: deviceId,
          resolution: VIDEO_HEIGHT,
          constraints: { video: VIDEO_CONSTRAINTS },
        },
  );
  return takeOne(tracks, source === 'microphone' ? 'audio' : 'video');
}

/** Asks for a screen. Capturing a tab may bring its sound along: only the picture is kept. */
export async function openScreen(library: Library): Promise<LibraryLocalTrack> {
  return takeOne(await library.createLocalTracks({ devices: ['desktop'] }), 'video');
}

/** Makes a library track of a running browser track, which ends when that does not work. */
export async function adoptTrack(
  library: Library,
  source: Source,
  track: MediaStreamTrack,
): Promise<LibraryLocalTrack> {
  try {
    return await wrapTrack(library, source, track);
  } catch (error) {
    track.stop();
    throw error;
  }
}

async function wrapTrack(
  library: Library,
  source: Source,
  track: MediaStreamTrack,
): Promise<LibraryLocalTrack> {
  const stream = new MediaStream([track]);
  const mediaType = source === 'microphone' ? 'audio' : 'video';
  if (library.createLocalTracksFromMediaStreams) {
    const videoType = source === 'screen' ? 'desktop' : 'camera';
    const info = {
      stream,
      track,
      mediaType,
      sourceType: source === 'screen' ? 'screen' : 'device',
      // Needed where the browser reports the track's own constraints in another form.
      constraints: VIDEO_CONSTRAINTS,
    } as const;
    return takeOne(
      library.createLocalTracksFromMediaStreams([mediaType === 'video' ? { ...info, videoType } : info]),
      mediaType,
    );
  }
  return takeOne(await adoptByCapture(library, source, stream), mediaType);
}

/**
 * The 2022 library cannot be given a track: it opens its own, at once, by asking the browser. For the length of that one
 * question the browser's answer is the track that we already have.
 */
async function adoptByCapture(
  library: Library,
  source: Source,
  stream: MediaStream,
): Promise<LibraryLocalTrack[]> {
  const devices = navigator.mediaDevices;
  const method = source === 'screen' ? 'getDisplayMedia' : 'getUserMedia';
  const kind = { microphone: 'audio', camera: 'video', screen: 'desktop' }[source];
  const before = captureTurn;
  let done = (): void => undefined;
  captureTurn = new Promise((resolve) => {
    done = resolve;
  });
  await before;
  Object.defineProperty(devices, method, { configurable: true, value: () => Promise.resolve(stream) });
  try {
    return await library.createLocalTracks({ devices: [kind] });
  } finally {
    Reflect.deleteProperty(devices, method);
    done();
  }
}

/** Two answers to the same question must not meet. */
let captureTurn: Promise<void> = Promise.resolve();

/** A second library track on the same source, for a fresh entry while the former one still sends. */
export function cloneTrack(
  library: Library,
  source: Source,
  track: LibraryLocalTrack,
): Promise<LibraryLocalTrack> {
  return adoptTrack(library, source, track.getTrack().clone());
}

/**
 * Says in the room whether a track is muted. Without a bridge the side that starts the call never does so by itself, and
 * is shown as muted by the other.
 */
export function publishMuteState(track: LibraryLocalTrack): void {
  track._sendMuteStatus?.(track.isMuted());
}

/**
 * Takes a track out of the room. It is called muted first: today's library forgets that for a track that the browser has
 * ended, and the others would go on showing its last picture.
 */
export async function withdrawTrack(conference: LibraryConference, track: LibraryLocalTrack): Promise<void> {
  track._sendMuteStatus?.(true);
  await conference.removeTrack(track);
}

/** Adds to the room, and says at once whether it is muted. */
export async function publishTrack(conference: LibraryConference, track: LibraryLocalTrack): Promise<void> {
  await conference.addTrack(track);
  publishMuteState(track);
}

/** Disposing is best effort: the library rejects for what is gone already. */
export async function disposeTrack(track: LibraryLocalTrack): Promise<void> {
  try {
    await track.dispose();
  } catch {
    track.getTrack().stop();
  }
}

function takeOne(tracks: LibraryLocalTrack[], type: 'audio' | 'video'): LibraryLocalTrack {
  const wanted = tracks.find((track) => track.getType() === type);
  for (const track of tracks) if (track !== wanted) void disposeTrack(track);
  if (!wanted) throw new Error(`no ${type} track`);
  return wanted;
}
