/** Debian's coturn with the shipped configuration, asked as a browser asks it. */
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type ConnectionOptions, connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeCertificate } from './certificate.ts';
import { hasCoturn, type RunningCoturn, startCoturn } from './coturn.ts';
import { TurnClient } from './turn-client.ts';

/** The only one that people may be relayed to. */
const BRIDGE = '203.0.113.10';

if (hasCoturn()) describe('coturn with the shipped configuration', specifyCoturn);
else test.todo('coturn takes the credentials of the API alone, where coturn is or can be installed');

function specifyCoturn() {
  let coturn: RunningCoturn;
  const clients: TurnClient[] = [];
  beforeAll(async () => {
    coturn = await startCoturn(BRIDGE);
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    await coturn.stop();
  });

  const client = (credentials: { username: string; credential: string }) => {
    const one = new TurnClient(coturn.port, credentials);
    clients.push(one);
    return one;
  };

  test('gives a relay for credentials of the API', async () => {
    expect(await client(coturn.credentials(3600)).allocate()).toBeNull();
  });

  test('refuses credentials that have ended, and those that were made longer by hand', async () => {
    const ended = coturn.credentials(-3600);
    expect(await client(ended).allocate()).toBe(401);
    const { username } = coturn.credentials(3600);
    expect(await client({ username, credential: ended.credential }).allocate()).toBe(401);
  });

  test('refuses a password that nobody signed', async () => {
    const { username } = coturn.credentials(3600);
    expect(await client({ username, credential: 'guessed' }).allocate()).toBe(401);
  });

  test('relays to the bridge, and neither into private networks nor to strangers', async () => {
    const person = client(coturn.credentials(3600));
    expect(await person.allocate()).toBeNull();
    expect(await person.permit(BRIDGE)).toBeNull();
    for (const address of [
      '127.0.0.1',
      '10.0.0.1',
      '172.17.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '203.0.113.11',
    ]) {
      expect([address, await person.permit(address)]).toEqual([address, 403]);
    }
  });

  /** The certificate that is shown to whoever connects now. */
  const shown = async (options: ConnectionOptions = {}) => {
    const socket = connect({
      port: coturn.tlsPort,
      host: '127.0.0.1',
      rejectUnauthorized: false,
      ...options,
    });
    try {
      await once(socket, 'secureConnect');
      return new X509Certificate(socket.getPeerCertificate().raw).serialNumber;
    } finally {
      socket.destroy();
    }
  };

  test('speaks no TLS older than 1.2', async () => {
    expect(await shown({ maxVersion: 'TLSv1.2' })).toBe('01');
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    await expect(shown(old)).rejects.toThrow();
  });

  test('takes a new certificate while it runs', async () => {
    writeCertificate(coturn.certificates, ['turn.test'], 2);
    coturn.reload();
    while ((await shown()) !== '02') await wait(50);
    expect(await client(coturn.credentials(3600)).allocate()).toBeNull();
  });
}
