/**
 * `firstFrameMs` becomes the milliseconds from the last click to the first frame of somebody else's video that was shown
 * after it. It knows nothing of the page: remote tracks are those that a peer connection received, and an element that is
 * given one is asked for its next frame (`requestVideoFrameCallback`, WICG).
 */
(() => {
  const { promise, resolve } = Promise.withResolvers();
  window.firstFrameMs = promise;
  let clickedAt = 0;
  document.addEventListener('click', () => (clickedAt = performance.now()), true);

  const remote = new Set();
  window.RTCPeerConnection = class extends window.RTCPeerConnection {
    constructor(...options) {
      super(...options);
      this.addEventListener('track', ({ track }) => remote.add(track.id));
    }
  };

  const media = HTMLMediaElement.prototype;
  const source = Object.getOwnPropertyDescriptor(media, 'srcObject');
  Object.defineProperty(media, 'srcObject', {
    ...source,
    set(stream) {
      source.set.call(this, stream);
      const isRemote =
        stream instanceof MediaStream && stream.getVideoTracks().some(({ id }) => remote.has(id));
      if (!isRemote || !(this instanceof HTMLVideoElement)) return;
      this.requestVideoFrameCallback((now) => resolve(now - clickedAt));
    },
  });
})();
