import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { CONFERENCE_LIBRARY } from '../checks/page-weight.ts';
import { ROOT } from '../launcher/paths.ts';

const BARE = 'libs/conference-client/bench';

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': [`${BARE}/bare-client.html`, 'text/html'],
  '/bare-client.js': [`${BARE}/bare-client.js`, 'text/javascript'],
  '/library.js': [CONFERENCE_LIBRARY, 'text/javascript'],
};

export type BareClientServer = { readonly origin: string; readonly close: () => Promise<void> };

/**
 * Serves the bare lib-jitsi-meet client.
 *
 * @param grant answers the client's question for a room (JSON), from the query of its address
 */
export async function serveBareClient(
  grant: (query: URLSearchParams) => Promise<string>,
): Promise<BareClientServer> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const file = FILES[url.pathname];
    const answer = async (): Promise<readonly [type: string, body: string | Buffer]> => {
      if (url.pathname === '/grant') return ['application/json', await grant(url.searchParams)];
      if (!file) throw new Error(`There is no ${url.pathname}`);
      return [file[1], readFileSync(path.join(ROOT, file[0]))];
    };
    answer().then(
      ([type, body]) => response.writeHead(200, { 'content-type': type }).end(body),
      (failure: unknown) => response.writeHead(404).end(String(failure)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
