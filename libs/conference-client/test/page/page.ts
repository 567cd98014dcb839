import {
  GrantRefusedError,
  createConferenceClient,
  type ConferenceClient,
  type Participant,
  type RoomGrant,
} from '../../src/index.ts';

/** The smallest page around the client: one video or audio element a track, everything else by script. */
declare global {
  var client: ConferenceClient;
  /** Every connection of the page, oldest first; kept by the tests. */
  var peerConnections: RTCPeerConnection[];
  /** The codes with which ICE servers have refused the page; kept by the tests. */
  var serverRefusals: number[];
  /** When the first remote picture was on the screen, as `performance.now()`; undefined before. */
  var firstFrameAt: number | undefined;
}

const person = new URLSearchParams(location.search);

globalThis.client = createConferenceClient({
  fetchGrant: async () => {
    const response = await fetch(`/grant?${person.toString()}`);
    if (response.status === 403) throw new GrantRefusedError('room-not-open');
    if (!response.ok) throw new Error(`grant: ${response.status}`);
    return (await response.json()) as RoomGrant;
  },
});

const tiles = new Map<MediaStreamTrack, HTMLMediaElement>();

/** Shows what the signals say; the page of the product does it by templates. */
function render(): void {
  const shown = client.remotes().flatMap(tracksOf);
  for (const [track, element] of tiles) {
    if (shown.includes(track)) continue;
    element.remove();
    tiles.delete(track);
  }
  for (const track of shown) {
    if (tiles.has(track)) continue;
    const element = document.createElement(track.kind === 'video' ? 'video' : 'audio');
    element.autoplay = true;
    element.srcObject = new MediaStream([track]);
    if (element instanceof HTMLVideoElement) {
      element.requestVideoFrameCallback(() => (globalThis.firstFrameAt ??= performance.now()));
    }
    document.querySelector('#tiles')?.append(element);
    tiles.set(track, element);
  }
  requestAnimationFrame(render);
}

function tracksOf({ audio, camera, screen }: Participant): MediaStreamTrack[] {
  return [audio, camera, screen].filter((track) => track !== null);
}

addEventListener('pagehide', () => void client.leave());
render();
