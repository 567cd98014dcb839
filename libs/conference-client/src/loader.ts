import type { Library } from './library.ts';

/** The only place that knows the document: fetches the library that belongs to the deployment, once per address. */
const loaded = new Map<string, Promise<Library>>();

interface LibraryWindow {
  JitsiMeetJS?: Library;
}

/**
 * Loads and initialises the media library.
 * @param url where the deployment serves its own build
 * @throws Error when it cannot be fetched or is something else; a later call tries again
 */
export function loadLibrary(url: string): Promise<Library> {
  const known = loaded.get(url);
  if (known) return known;
  const loading = fetchScript(url).then(initialise);
  loaded.set(url, loading);
  loading.catch(() => loaded.delete(url));
  return loading;
}

function fetchScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.async = true;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${url} could not be loaded`));
    };
    document.head.append(script);
  });
}

function initialise(): Library {
  const library = (globalThis as LibraryWindow).JitsiMeetJS;
  if (typeof library?.JitsiConnection !== 'function') throw new Error('the script is not lib-jitsi-meet');
  library.setLogLevel(library.logLevels.ERROR);
  library.init({
    disableAudioLevels: false,
    disableThirdPartyRequests: true,
    enableAnalyticsLogging: false,
  });
  return library;
}
