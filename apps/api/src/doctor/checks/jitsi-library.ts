import { type Check, notApplicable, ok, problem, reasonOf } from '../check.ts';
import type { Examination } from '../examination.ts';

/** As the library says itself which build it is (lib-jitsi-meet, webpack's replacement of its commit). */
const BUILD = /version:"([0-9a-f]{7,40}|\d+(?:\.[\w.+-]+)?)"/;

export const jitsiLibrary: Check = {
  name: 'jitsi-library',
  title: 'Library and server of Jitsi',
  async run(examination, signal) {
    const url = libraryAddress(examination);
    if (!url) return [notApplicable('PUBLIC_URL and JITSI_LIBRARY_URL do not lead anywhere.')];
    try {
      const response = await fetch(url, { signal });
      const type = response.headers.get('content-type') ?? '';
      const text = await response.text();
      if (!response.ok || !type.includes('javascript'))
        return [
          problem(
            `${url.href} is no library: it answers ${response.status}, ${type || 'of no type'}.`,
            'Nobody gets into a room so: the proxy has to hand /libs on to the web server of Jitsi (JITSI_LIBRARY_URL).',
          ),
        ];
      const [, build] = BUILD.exec(text) ?? [];
      return [
        ok(`${url.href} is there${build === undefined ? '' : `, build ${build}`}.`),
        notApplicable(
          'Of which release the servers are they do not tell over HTTP, so that it was not compared.',
          'Take web, Prosody, Jicofo and the bridge from one release: deploy/jitsi/images.env names it once.',
        ),
      ];
    } catch (failure) {
      return [
        problem(
          `${url.href} is not reached: ${reasonOf(failure)}.`,
          'Look whether the portal and Jitsi run.',
        ),
      ];
    }
  },
};

function libraryAddress({ settings }: Examination): URL | undefined {
  const { JITSI_LIBRARY_URL: library = '/libs/lib-jitsi-meet.min.js', PUBLIC_URL: portal } = settings;
  return URL.canParse(library, portal) ? new URL(library, portal) : undefined;
}
