/** What the doctor says of Jitsi's library, with a web server on this machine. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jitsiLibrary } from '../../src/doctor/checks/jitsi-library.ts';
import { findingsOf } from '../support/examination.ts';

describe('the library of Jitsi', () => {
  let server: Server;
  let portal: string;

  beforeAll(async () => {
    const served = ['/libs/lib-jitsi-meet.min.js', '/shards/a/libs/lib-jitsi-meet.min.js'];
    server = createServer((request, response) => {
      const isThere = served.includes(request.url ?? '');
      response.writeHead(isThere ? 200 : 404, {
        'content-type': isThere ? 'text/javascript' : 'application/json',
      });
      response.end(isThere ? 'version:"0123abc"' : '{}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    portal = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  const look = (settings: Record<string, string>) =>
    findingsOf(jitsiLibrary, { settings: { PUBLIC_URL: portal, ...settings } });

  it('is looked for at its address', async () => {
    const [found] = await look({});
    expect(found).toEqual(['ok', `${portal}/libs/lib-jitsi-meet.min.js is there, build 0123abc.`]);
  });

  it('is looked for on each shard, where shards have names', async () => {
    expect(await look({ JITSI_SHARDS: 'a=http://prosody.a:5280, b=http://prosody.b:5280' })).toEqual([
      ['ok', `${portal}/shards/a/libs/lib-jitsi-meet.min.js is there, build 0123abc.`],
      ['problem', expect.stringContaining(`${portal}/shards/b/libs/lib-jitsi-meet.min.js is no library`)],
    ]);
  });
});
