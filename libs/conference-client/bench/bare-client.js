/**
 * The smallest lib-jitsi-meet client: the yardstick for "click on join until the first remote frame". Like the page it
 * has library, connection and devices ready before the click.
 *
 * `bare.prepare()` → `bare.join()` → `bare.firstFrameMs` (from the click, null until then).
 */
/* global JitsiMeetJS */
const bare = { firstFrameMs: null, prepare, join };
globalThis.bare = bare;
const names = JitsiMeetJS.events;
let grant, connection, tracks;

async function prepare() {
  JitsiMeetJS.setLogLevel(JitsiMeetJS.logLevels.ERROR);
  JitsiMeetJS.init({
    disableAudioLevels: true,
    enableAnalyticsLogging: false,
    disableThirdPartyRequests: true,
  });
  grant = await (await fetch(`/grant${location.search}`)).json();
  const p2p = { enabled: grant.peerToPeer, stunServers: [] };
  connection = new JitsiMeetJS.JitsiConnection(null, grant.token, {
    hosts: { domain: grant.domain, muc: grant.mucDomain, focus: grant.focus },
    serviceUrl: `${grant.serviceUrl}?room=${grant.roomName}`,
    websocketKeepAlive: -1,
    p2p,
  });
  const established = new Promise((resolve) =>
    connection.addEventListener(names.connection.CONNECTION_ESTABLISHED, resolve),
  );
  connection.connect();
  tracks = await JitsiMeetJS.createLocalTracks({ devices: ['audio', 'video'], resolution: 720 });
  await established;
}

function join() {
  const click = performance.now();
  const conference = connection.initJitsiConference(grant.roomName, {
    p2p: { enabled: grant.peerToPeer, stunServers: [] },
    disableAudioLevels: true,
  });
  conference.on(names.conference.TRACK_ADDED, (track) => {
    if (track.isLocal()) return;
    const element = document.createElement(track.getType());
    element.autoplay = true;
    document.querySelector('#tiles').append(element);
    track.attach(element);
    element.requestVideoFrameCallback?.(() => (bare.firstFrameMs ??= performance.now() - click));
  });
  conference.on(names.conference.CONFERENCE_JOINED, () => {
    for (const track of tracks) track._sendMuteStatus(track.isMuted());
  });
  for (const track of tracks) conference.addTrack(track);
  conference.join();
}
