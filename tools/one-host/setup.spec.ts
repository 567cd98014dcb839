import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findProgram, installFromDebian } from '../launcher/debian.ts';
import { ROOT } from '../launcher/paths.ts';
import { DEPLOYMENT, environmentOf, parseCompose, readComposeFile } from './compose.ts';
import { ARGUMENTS, Installation, KEYS } from './installation.ts';

const COMMANDS = ['setup', 'compose', 'certificates', 'upgrade', 'backup', 'restore'];

let installation: Installation;
beforeEach(() => {
  installation = new Installation();
});
afterEach(() => installation.remove());

/** The value of a setting that was written. */
const written = (name: string) => new RegExp(`^${name}='(.*)'$`, 'm').exec(installation.read('.env'))?.[1];
const setup = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  installation.run('setup', [...ARGUMENTS, ...args], { ...KEYS, ...env });

describe('setup', () => {
  test('writes every setting for its owner alone, pins every image, and says what else is needed', async () => {
    const { code, said } = await setup();
    expect(said).toContain('interviews.greenroom.test  A  203.0.113.10');
    expect(said).toContain('80/tcp, 443/tcp, 3478/udp, 10000/udp');
    expect(code).toBe(0);
    expect(statSync(installation.path('.env')).mode & 0o777).toBe(0o600);
    expect(written('SMTP_URL')).toBe(KEYS.SMTP_URL);
    const secrets = installation.read('.env').match(/(?<==')[0-9a-f]{64}(?=')/g) ?? [];
    expect(secrets).toHaveLength(11);
    expect(new Set(secrets).size).toBe(11);
    for (const secret of [...secrets, ...Object.values(KEYS)]) expect(said).not.toContain(secret);
    const lock = installation.read('images.lock.env');
    expect(lock).toMatch(
      /^API_IMAGE=registry\.greenroom\.test\/greenroom\/api:1\.0\.0@sha256:[0-9a-f]{64}$/m,
    );
    expect(lock).toMatch(/^JITSI_JVB_IMAGE=ghcr\.io\/jitsi\/jvb:stable-[0-9-]+@sha256:[0-9a-f]{64}$/m);
    expect(await installation.run('setup', ['--check'])).toMatchObject({ code: 0 });
  });

  test('can be run again: secrets stay, what is said anew changes, and nothing is looked up twice', async () => {
    await setup();
    const before = installation.read('.env');
    const lookUps = installation.asked().length;
    expect(await installation.run('setup', ['--non-interactive'])).toMatchObject({ code: 0 });
    expect(installation.read('.env')).toBe(before);
    await installation.run('setup', ['--non-interactive', '--address', '203.0.113.11', '--recording']);
    expect(written('PUBLIC_ADDRESS')).toBe('203.0.113.11');
    expect(written('COMPOSE_PROFILES')).toBe('platform,recording');
    expect(installation.read('.env').match(/'[0-9a-f]{64}'/g)).toEqual(before.match(/'[0-9a-f]{64}'/g));
    const other = ['--non-interactive', '--images', 'registry.greenroom.test/greenroom:1.1.0'];
    const { said } = await installation.run('setup', other);
    expect(said).toContain('API_IMAGE is of another release than runs: ./upgrade goes there.');
    expect(installation.read('images.lock.env')).toContain('/api:1.0.0@sha256:');
    expect(installation.asked()).toHaveLength(lookUps);
  });

  test('keeps what somebody has put into .env beside, and looks at the key that is being replaced', async () => {
    await setup();
    const own = `${installation.read('.env')}COMPOSE_PARALLEL_LIMIT=2\n`;
    installation.write('.env', own);
    expect(await installation.run('setup', ['--non-interactive'])).toMatchObject({ code: 0 });
    expect(installation.read('.env')).toBe(own);
    const { said } = await setup([], { JITSI_APP_SECRET_PREVIOUS: 'short' });
    expect(said).toContain('JITSI_APP_SECRET_PREVIOUS must be at least 32');
    expect(installation.read('.env')).toBe(own);
  });

  test('writes what the API starts with', async () => {
    await setup();
    const values = new Map(
      [...installation.read('.env').matchAll(/^([A-Z0-9_]+)='(.*)'$/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
    const { services } = parseCompose(readComposeFile());
    for (const name of ['api', 'worker']) {
      const service = services[name];
      if (service === undefined) throw new Error(`there is no ${name}`);
      const load = `const { loadEnvironment } = await import('./apps/api/src/env.ts'); console.log(loadEnvironment().TURN_URLS.join())`;
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', load], {
        cwd: ROOT,
        env: environmentOf(service, values),
      });
      expect([stderr.toString(), stdout.toString()]).toEqual([
        '',
        'turn:turn.greenroom.test:3478?transport=udp,turns:turn.greenroom.test:443?transport=tcp\n',
      ]);
    }
  });

  test('keeps recordings on this machine or in a bucket, and nowhere without a recorder', async () => {
    await setup();
    expect(written('RECORDING_STORE')).toBe('');
    await setup(['--recording']);
    expect(written('RECORDING_STORE')).toBe('file:///var/lib/greenroom/recordings');
    const bucket = 's3://recordings/greenroom?region=eu-central-1&endpoint=https://s3.greenroom.test';
    const keys = { S3_ACCESS_KEY_ID: 'AKIAGREENROOM', S3_SECRET_ACCESS_KEY: 'a/b+c0123456789' };
    await setup(['--recording-store', bucket, '--recording-days', '14'], keys);
    expect(written('RECORDING_STORE')).toBe(bucket);
    expect(written('RECORDING_RETENTION_DAYS')).toBe('14');
    expect(written('S3_SECRET_ACCESS_KEY')).toBe(keys.S3_SECRET_ACCESS_KEY);
    expect(written('RECORDER_DOMAIN')).toBe('hidden.meet.jitsi');
    await setup(['--no-recording']);
    // What was recorded before is still somewhere.
    expect([written('RECORDING_STORE'), written('RECORDER_DOMAIN')]).toEqual([bucket, '']);
    for (const wrong of ['/var/lib/recordings', 's3://recordings', 'file:///etc'])
      expect((await setup(['--recording', '--recording-store', wrong])).said).toContain(
        'RECORDING_STORE must be',
      );
  });

  test('takes no secret of another installation from the environment', async () => {
    await setup([], { AUTH_SECRET: 'a'.repeat(64) });
    expect(written('AUTH_SECRET')).not.toBe('a'.repeat(64));
  });

  test('asks a person until the answer can be used', async () => {
    const answers = [
      'interviews.example.com',
      'interviews.greenroom.test',
      'turn.greenroom.test',
      '127.0.0.1',
      '203.0.113.10',
      'ada@greenroom.test',
      'registry.greenroom.test/greenroom:latest',
      'registry.greenroom.test/greenroom:1.0.0',
      KEYS.SMTP_URL,
      'Greenroom <hello@greenroom.test>',
      KEYS.STRIPE_SECRET_KEY,
      KEYS.STRIPE_WEBHOOK_SECRET,
    ];
    const { code, said } = await installation.run('setup', [], {}, `${answers.join('\n')}\n`);
    expect(said).toContain('PUBLIC_HOST is an example');
    expect(said).toContain('PUBLIC_ADDRESS must be the IPv4 address');
    expect(said).toContain('GREENROOM_IMAGES must have a tag that stays');
    expect(code).toBe(0);
    expect(written('GREENROOM_IMAGES')).toBe('registry.greenroom.test/greenroom:1.0.0');
  });

  test('names everything that is missing at once, and writes nothing', async () => {
    const { code, said } = await installation.run('setup', ['--non-interactive']);
    expect(code).toBe(1);
    for (const name of ['PUBLIC_HOST', 'TURN_HOST', 'SMTP_URL', 'STRIPE_SECRET_KEY', 'GREENROOM_IMAGES'])
      expect(said).toContain(`${name} is needed`);
    expect(() => installation.read('.env')).toThrow();
  });

  test.each([
    [['--host', 'interviews.example.com'], {}, 'PUBLIC_HOST is an example'],
    [['--host', 'https://interviews.greenroom.test'], {}, 'PUBLIC_HOST must be a host name'],
    [['--host', 'Interviews.greenroom.test'], {}, 'PUBLIC_HOST must be a host name'],
    [['--host', '203.0.113.10'], {}, 'PUBLIC_HOST must be a host name'],
    [['--host', "a.test'; rm -rf ~; '"], {}, 'PUBLIC_HOST must be one line without quotes'],
    [['--turn-host', 'interviews.greenroom.test'], {}, 'TURN_HOST must be another name'],
    [['--address', '0.0.0.0'], {}, 'PUBLIC_ADDRESS must be'],
    [['--address', '203.0.113.256'], {}, 'PUBLIC_ADDRESS must be'],
    [['--admin', 'ada'], {}, 'ADMIN_EMAIL must be'],
    [['--images', 'greenroom'], {}, 'GREENROOM_IMAGES must be REGISTRY/PREFIX:TAG'],
    [['--mail-from', 'Greenroom <hello@example.com>'], {}, 'MAIL_FROM is an example'],
    [[], { SMTP_URL: 'mail.greenroom.test' }, 'SMTP_URL must be'],
    [[], { SMTP_URL: 'smtp://mail.greenroom.test\nAUTH_SECRET=x' }, 'SMTP_URL must be one line'],
    [[], { STRIPE_SECRET_KEY: 'sk_live_changeme_changeme' }, 'STRIPE_SECRET_KEY is an example'],
    [[], { STRIPE_SECRET_KEY: 'pk_live_4eC39HqLyjWD' }, 'STRIPE_SECRET_KEY must be'],
    [[], { STRIPE_WEBHOOK_SECRET: 'whsec_...' }, 'STRIPE_WEBHOOK_SECRET must'],
    [[], { TWILIO_ACCOUNT_SID: 'AC1' }, 'TWILIO_ACCOUNT_SID must be'],
    [['--certificate', 'a.pem'], {}, '--certificate and --key belong together'],
    [['--hosts', 'a'], {}, 'There is no option --hosts'],
    [['--address'], {}, '--address needs a value'],
  ])('refuses %j with %j', async (args, env, refusal) => {
    const { code, said } = await setup(args, env);
    expect(said).toContain(refusal);
    expect(code).toBe(1);
    expect(() => installation.read('.env')).toThrow();
  });

  test('pins nothing that the registry gives no digest for', async () => {
    const { code, said } = await setup([], { FAILING: 'buildx' });
    expect(said).toContain('cannot be looked up');
    expect(code).not.toBe(0);
    expect(() => installation.read('images.lock.env')).toThrow();
  });

  test('finds out what has become of its files', async () => {
    await setup();
    const env = installation.read('.env').replace(/^AUTH_SECRET=.*$/m, "AUTH_SECRET='short'");
    writeFileSync(installation.path('.env'), env.replace(/^TURN_SECRET=.*\n/m, ''));
    spawnSync('chmod', ['644', installation.path('.env')]);
    installation.write('images.lock.env', 'REDIS_IMAGE=docker.io/library/redis:7.4-bookworm\n');
    const { code, said } = await installation.run('setup', ['--check']);
    expect(code).toBe(1);
    for (const problem of [
      'AUTH_SECRET must be at least 32',
      'TURN_SECRET is not set',
      '.env can be read by others',
      'REDIS_IMAGE has no digest',
      'JITSI_JVB_IMAGE has no digest',
    ])
      expect(said).toContain(problem);
  });

  test('explains itself', async () => {
    expect((await installation.run('setup', ['--help'])).said).toContain('usage: ./setup');
  });
});

describe('certificates', () => {
  test('are got before the proxy runs, and renewed through it afterwards, without a restart', async () => {
    await setup();
    const from = installation.asked().length;
    expect(await installation.run('certificates', [])).toMatchObject({ code: 0 });
    const first = installation.asked().slice(from);
    expect(first[1]).toContain('run --rm --no-deps --publish 80:8080 certbot certonly');
    expect(first[1]).toContain('-d interviews.greenroom.test -d turn.greenroom.test --standalone');
    expect(first.some((line) => line.includes(' kill '))).toBe(false);
    await installation.run('certificates', [], { RUNNING: 'proxy coturn' });
    const later = installation
      .asked()
      .slice(from + first.length)
      .join('\n');
    expect(later).toContain('--webroot --webroot-path /challenges');
    expect(later).not.toContain('--publish');
    expect(later).toContain('kill --signal HUP proxy');
    expect(later).toContain('kill --signal USR2 coturn');
  });

  test('of ones own are put where the proxy and coturn read them', async () => {
    const [certificate, key] = ['a.pem', 'b.pem'].map((name) => path.join(installation.folder, name)) as [
      string,
      string,
    ];
    writeFileSync(certificate, '-----BEGIN CERTIFICATE-----\n');
    writeFileSync(key, '-----BEGIN PRIVATE KEY-----\n');
    expect(await setup(['--certificate', 'a.pem', '--key', key])).toMatchObject({ code: 0 });
    expect(statSync(installation.path('own-certificate/privkey.pem')).mode & 0o777).toBe(0o600);
    await installation.run('certificates', []);
    expect(installation.asked().join('\n')).toContain('own-certificate:/own:ro --entrypoint sh certbot -c');
    expect((await setup(['--certificate', key, '--key', key])).said).toContain('is no certificate in PEM');
  });
});

describe('the shell scripts', () => {
  if (findProgram('shellcheck') === undefined) installFromDebian('shellcheck');
  const shellcheck = findProgram('shellcheck');
  if (shellcheck === undefined)
    test.todo('have nothing that ShellCheck objects to, where it is or can be installed');
  else
    test('have nothing that ShellCheck objects to', () => {
      const files = [...COMMANDS, 'lib/common.sh', 'lib/settings.sh', 'coturn/start.sh', 'proxy/start.sh'];
      const { stdout } = spawnSync(shellcheck, ['--external-sources', '--severity=warning', ...files], {
        cwd: DEPLOYMENT,
      });
      expect(stdout.toString()).toBe('');
    });
});
