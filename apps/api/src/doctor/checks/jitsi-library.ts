import { below } from '../../conference/jitsi-shards.ts';
import { type Check, type Finding, notApplicable, ok, problem, reasonOf } from '../check.ts';
import type { Examination } from '../examination.ts';

/** As the library says itself which build it is (lib-jitsi-meet, webpack's replacement of its commit). */
const BUILD = /version:"([0-9a-f]{7,40}|\d+(?:\.[\w.+-]+)?)"/;

export const jitsiLibrary: Check = {
  name: 'jitsi-library',
  title: 'Library and server of Jitsi',
  async run(examination, signal) {
    const urls = libraryAddresses(examination);
    if (urls.length === 0) return [notApplicable('PUBLIC_URL and JITSI_LIBRARY_URL do not lead anywhere.')];
    const found = await Promise.all(urls.map((url) => lookAt(url, signal)));
    if (found.some(({ status }) => status === 'problem')) return found;
    return [
      ...found,
      notApplicable(
        'Of which release the servers are they do not tell over HTTP, so that it was not compared.',
        'Take web, Prosody, Jicofo and the bridge from one release: deploy/jitsi/images.env names it once.',
      ),
    ];
  },
};

async function lookAt(url: URL, signal: AbortSignal): Promise<Finding> {
  try {
    const response = await fetch(url, { signal });
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    if (!response.ok || !type.includes('javascript'))
      return problem(
        `${url.href} is no library: it answers ${response.status}, ${type || 'of no type'}.`,
        'Nobody gets into a room so: the proxy has to hand this address on to the web server of Jitsi (JITSI_LIBRARY_URL, JITSI_SHARD_URLS).',
      );
    const [, build] = BUILD.exec(text) ?? [];
    return ok(`${url.href} is there${build === undefined ? '' : `, build ${build}`}.`);
  } catch (failure) {
    return problem(
      `${url.href} is not reached: ${reasonOf(failure)}.`,
      'Look whether the portal and Jitsi run.',
    );
  }
}

/** Where browsers find the library: on each shard, where shards have names. */
function libraryAddresses({ settings }: Examination): readonly URL[] {
  const { JITSI_LIBRARY_URL: library = '/libs/lib-jitsi-meet.min.js', PUBLIC_URL: portal } = settings;
  const names = [...(settings.JITSI_SHARDS ?? '').matchAll(/(?:^|,)\s*([a-z0-9-]+)=/g)].map(
    ([, name = '']) => name,
  );
  const addresses = names.length > 0 ? names.map((name) => below(name, library)) : [library];
  return addresses.flatMap((address) => (URL.canParse(address, portal) ? [new URL(address, portal)] : []));
}
