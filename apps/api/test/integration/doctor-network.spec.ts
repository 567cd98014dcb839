/** What the doctor says of servers outside, with real ones on this machine. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer, getCACertificates, setDefaultCACertificates, type Server } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { writeCertificate } from '../../../../tools/one-host/certificate.ts';
import { hasCoturn, type RunningCoturn, startCoturn } from '../../../../tools/one-host/coturn.ts';
import { bridge } from '../../src/doctor/checks/bridge.ts';
import { certificates } from '../../src/doctor/checks/certificates.ts';
import { dns } from '../../src/doctor/checks/dns.ts';
import { mailDomain } from '../../src/doctor/checks/mail-domain.ts';
import { mailLogin } from '../../src/doctor/checks/mail-login.ts';
import { turn } from '../../src/doctor/checks/turn.ts';
import { findingsOf } from '../support/examination.ts';
import { startNameServer, type Zone } from '../support/name-server.ts';

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

describe('certificates', () => {
  const trusted = getCACertificates('default');
  let folder: string;
  let server: Server;
  let certificate: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'greenroom-certificate-'));
    writeCertificate(folder, ['localhost'], 1, 5);
    certificate = readFileSync(path.join(folder, 'fullchain.pem'), 'utf8');
    server = createServer({ cert: certificate, key: readFileSync(path.join(folder, 'privkey.pem')) });
    server.listen(0);
    await once(server, 'listening');
  });
  afterEach(() => setDefaultCACertificates(trusted));
  afterAll(async () => {
    server.close();
    await once(server, 'close');
    rmSync(folder, { recursive: true });
  });

  const look = (url: string) => findingsOf(certificates, { settings: { PUBLIC_URL: url } });

  it('that nobody vouches for are a problem', async () => {
    const found = await look(`https://localhost:${portOf(server)}`);
    expect(found).toEqual([
      ['problem', expect.stringContaining('is not accepted: DEPTH_ZERO_SELF_SIGNED_CERT')],
    ]);
  });

  it('that end within the week are a problem, though they are valid', async () => {
    setDefaultCACertificates([...trusted, certificate]);
    const found = await look(`https://localhost:${portOf(server)}`);
    expect(found).toEqual([['problem', expect.stringMatching(/, by localhost, has [45] days left\.$/)]]);
  });

  it('for another name are a problem', async () => {
    setDefaultCACertificates([...trusted, certificate]);
    const found = await look(`https://127.0.0.1:${portOf(server)}`);
    expect(found).toEqual([['problem', expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID')]]);
  });

  it('are needed wherever people come from another machine', async () => {
    expect(await look('http://interviews.company.com')).toEqual([
      ['problem', 'PUBLIC_URL is an address without TLS.'],
    ]);
    expect(await look('http://localhost:3000')).toEqual([['not-applicable', expect.anything()]]);
  });
});

describe('the DNS', () => {
  const zone: Zone = {
    'interviews.company.com': { A: ['198.100.50.7'] },
    'inside.company.com': { A: ['10.0.0.7'] },
    'broken.company.com': 'failure',
    'company.com': { TXT: ['site-verification=1', `v=spf1 include:${'long.'.repeat(60)}company.com -all`] },
    '_dmarc.company.com': { TXT: ['v=DMARC1; p=reject'] },
    'k1._domainkey.company.com': { TXT: ['v=DKIM1; k=rsa; p=MIIBIjAN'] },
    'revoked._domainkey.company.com': { TXT: ['v=DKIM1; p='] },
    'twice.org': { TXT: ['v=spf1 -all', 'v=spf1 +all'] },
    'open.org': { TXT: ['v=spf1 +all'] },
    '_dmarc.open.org': { TXT: ['v=DMARC1; rua=mailto:a@open.org'] },
    'bare.org': {},
  };
  let names: Awaited<ReturnType<typeof startNameServer>>;
  beforeAll(async () => {
    names = await startNameServer(zone);
  });
  afterAll(() => names.stop());

  const sender = (domain: string, ...dkimSelectors: string[]) =>
    findingsOf(mailDomain, {
      resolver: names.resolver,
      settings: { MAIL_FROM: `Greenroom <hello@${domain}>` },
      options: { dkimSelectors, dataFolders: [] },
    });

  it.each([
    ['interviews.company.com', 'ok', 'leads to 198.100.50.7'],
    ['inside.company.com', 'warning', 'leads to 10.0.0.7'],
    ['nowhere.company.com', 'problem', 'has no address'],
    ['broken.company.com', 'problem', 'could not be looked up'],
  ])('has %s: %s', async (host, status, words) => {
    const settings = { PUBLIC_URL: `https://${host}`, TURN_URLS: 'turn:127.0.0.1:3478' };
    const found = await findingsOf(dns, { resolver: names.resolver, settings });
    expect(found).toEqual([[status, expect.stringContaining(words)]]);
  });

  it('says who may send mail of a domain, also for a name below it', async () => {
    expect((await sender('company.com', 'k1')).map(([status]) => status)).toEqual(['ok', 'ok', 'ok']);
    expect(await sender('mail.company.com', 'k1')).toEqual([
      ['warning', 'mail.company.com has no SPF record.'],
      ['problem', 'There is no DKIM key at k1._domainkey.mail.company.com.'],
      ['ok', 'company.com has a DMARC record with p=reject.'],
    ]);
  });

  it('shows what receivers do not accept', async () => {
    expect(await sender('twice.org')).toContainEqual(['problem', expect.stringContaining('2 SPF records')]);
    expect(await sender('open.org')).toEqual([
      ['problem', expect.stringContaining('lets everybody send')],
      ['problem', 'The DMARC record of open.org says no policy.'],
      ['not-applicable', expect.stringContaining('DKIM was not looked for')],
    ]);
    expect(await sender('company.com', 'revoked')).toContainEqual([
      'problem',
      expect.stringContaining('no valid DKIM'),
    ]);
    expect(await sender('bare.org')).toContainEqual(['warning', 'bare.org has no DMARC record.']);
    expect(await sender('greenroom.example')).toEqual([['not-applicable', expect.anything()]]);
  });
});

describe('the mail server', () => {
  let server: SMTPServer;
  beforeEach(async () => {
    server = new SMTPServer({
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onAuth: ({ username, password }, _session, callback) =>
        password === 'right'
          ? callback(null, { user: username })
          : callback(new Error(`not "${password ?? ''}"`)),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const logIn = (login: string, port = portOf(server.server)) =>
    findingsOf(mailLogin, { settings: { SMTP_URL: `smtp://${login}127.0.0.1:${port}` } });

  it('lets us in, or not, and never is our password told', async () => {
    expect(await logIn('robot:right@')).toEqual([['ok', expect.stringContaining('lets us in')]]);
    const [refused] = await logIn('robot:wrong-word@');
    expect(refused).toEqual(['problem', expect.stringContaining('does not let us in: Invalid login')]);
    expect(refused?.[1]).not.toContain('wrong-word');
  });

  it('is not there', async () => {
    const port = portOf(server.server);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await logIn('', port)).toEqual([['problem', expect.stringContaining('ECONNREFUSED')]]);
  });
});

describe('datagrams', () => {
  it('to a closed port are refused, and to a silent one prove nothing', async () => {
    const silent = createSocket('udp4');
    silent.bind(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address();
    const send = () =>
      findingsOf(bridge, { options: { dkimSelectors: [], dataFolders: [], bridge: `127.0.0.1:${port}` } });
    expect(await send()).toEqual([['not-applicable', expect.stringContaining('says nothing')]]);
    silent.close();
    await once(silent, 'close');
    expect(await send()).toEqual([['problem', expect.stringContaining('ECONNREFUSED')]]);
    expect(await findingsOf(turn, { settings: { TURN_URLS: `turn:127.0.0.1:${port}` } })).toEqual([
      ['problem', expect.stringContaining('is not reached')],
    ]);
  });
});

(hasCoturn() ? describe : describe.skip)('coturn, as deploy/jitsi starts it', () => {
  let coturn: RunningCoturn;
  beforeAll(async () => {
    coturn = await startCoturn('127.0.0.1');
  });
  afterAll(() => coturn.stop());

  const look = (TURN_SECRET: string | undefined) => {
    const { port, tlsPort } = coturn;
    const urls = [`turn:127.0.0.1:${port}?transport=udp`, `turns:127.0.0.1:${tlsPort}?transport=tcp`];
    return findingsOf(turn, { settings: { TURN_SECRET, TURN_URLS: urls.join(',') } });
  };
  const statuses = async (secret: string | undefined) => (await look(secret)).map(([status]) => status);

  it('answers by UDP and by TLS, and gives a relay for its secret alone', async () => {
    expect(await statuses(coturn.secret)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(await statuses('another-secret-of-thirty-two-signs')).toEqual(['ok', 'problem', 'ok', 'problem']);
    expect(await statuses(undefined)).toEqual(['ok', 'not-applicable', 'ok', 'not-applicable']);
  });
});
