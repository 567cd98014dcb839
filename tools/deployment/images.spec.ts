/** The Dockerfiles keep to the rules, and the rules find what breaks them; nothing is built here. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../launcher/paths.ts';
import { copiesOf, IMAGES, readDockerfile, stagesOf } from './dockerfile.ts';
import { problemsOfDockerfile } from './dockerfile-policy.ts';

describe.each(IMAGES)('the Dockerfile of %s', (image) => {
  const source = readDockerfile(image);

  test('keeps to the rules', () => {
    expect(problemsOfDockerfile(source)).toEqual([]);
  });

  test('copies files that are there, and that the build context holds', () => {
    const ignored = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
    const named = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copies = copiesOf(source).filter(({ from }) => from === undefined);
    for (const { source: name } of copies) {
      expect(existsSync(path.join(ROOT, name))).toBe(true);
      expect(named.some((one) => name === one || name.startsWith(`${one}/`))).toBe(true);
    }
  });

  test('knows every library of the workspace before it installs', () => {
    const manifests = globSync('libs/*/package.json', { cwd: ROOT });
    for (const { steps } of stagesOf(source)) {
      const installs = steps.findIndex(({ keyword, text }) => keyword === 'RUN' && text.includes('npm ci'));
      const copied = steps.slice(0, Math.max(0, installs)).flatMap(({ words }) => words);
      if (installs >= 0) expect(copied).toEqual(expect.arrayContaining(manifests));
    }
  });
});

describe('a mistake is found', () => {
  const source = readDockerfile('api');
  const broken = (search: string | RegExp, replacement: string) => {
    const changed = source.replace(search, replacement);
    if (changed === source) throw new Error(`${search} is not in the Dockerfile`);
    return problemsOfDockerfile(changed).join('\n');
  };

  test.each([
    ['a base image by its tag', /\$\{NODE_IMAGE\} AS build/, 'node:24 AS build', 'no build argument'],
    ['a default for a base image', 'ARG NODE_IMAGE', 'ARG NODE_IMAGE=node:24', 'has a default'],
    ['the super-user', 'USER 1000:1000', 'USER 0:0', 'the user 0:0'],
    ['a user by name', 'USER 1000:1000', 'USER node', 'the user node'],
    ['no user', 'USER 1000:1000\n', '', 'the user root'],
    ['no health check', /HEALTHCHECK.*\n/, '', 'no HEALTHCHECK'],
    ['a command in a shell', /^CMD .*/m, 'CMD node dist/apps/api/main.js', 'in a shell'],
    ['installing past the lock', 'npm ci --ignore', 'npm install --ignore', 'npm ci'],
    ['scripts of packages', 'npm ci --ignore-scripts', 'npm ci', 'runs scripts'],
    ['a secret', 'ENV NODE_ENV=production', 'ENV AUTH_SECRET=1', 'puts a secret'],
    ['a build tool', 'USER 1000', 'RUN apt-get update && apt-get install -y make\nUSER 1000', 'what builds'],
    [
      'the whole checkout',
      'COPY package.json ./\nCOPY libs/contracts libs',
      'COPY . .\nCOPY libs/contracts libs',
      'whole',
    ],
    ['ADD', 'COPY tools/migrate.mjs tools/', 'ADD tools/migrate.mjs tools/', 'ADD'],
    ['a script from the network', 'USER 1000', 'RUN curl -s https://example.com/x | sh\nUSER 1000', 'unseen'],
    ['a relative folder', /WORKDIR \/greenroom\nCOPY --from/, 'WORKDIR greenroom\nCOPY --from', 'relative'],
  ])('%s', (_, search, replacement, words) => {
    expect(broken(search, replacement)).toContain(words);
  });
});

describe('deploy/images/build', () => {
  const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
  let checkout: string;

  beforeAll(() => {
    checkout = mkdtempSync(path.join(tmpdir(), 'greenroom-images-'));
    cpSync(path.join(ROOT, 'deploy/images'), path.join(checkout, 'deploy/images'), { recursive: true });
    rmSync(path.join(checkout, 'deploy/images/base-images.lock.env'), { force: true });
    mkdirSync(path.join(checkout, 'bin'));
    writeFileSync(
      path.join(checkout, 'bin/docker'),
      `#!/bin/sh\ncase "$*" in *inspect*) echo ${digest('a')};; *) echo "docker $*";; esac\n`,
      {
        mode: 0o755,
      },
    );
  });
  afterAll(() => rmSync(checkout, { recursive: true }));

  const run = (script: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync('sh', [`deploy/images/${script}`, ...args], {
      cwd: checkout,
      env: { PATH: `${path.join(checkout, 'bin')}:${process.env.PATH ?? ''}` },
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  };

  test('refuses to build on anything but digests', () => {
    expect(run('build', 'registry.example.com/greenroom', '1.0.0')).toMatchObject({
      status: 1,
      output: expect.stringContaining('deploy/images/pin') as unknown,
    });
  });

  test('builds every image on what was pinned', () => {
    expect(run('pin')).toMatchObject({ status: 0 });
    const { status, output } = run('build', 'registry.example.com/greenroom', '1.0.0', '--push');
    expect(status).toBe(0);
    for (const image of IMAGES)
      expect(output).toContain(`--tag registry.example.com/greenroom/${image}:1.0.0`);
    expect(output).toMatch(new RegExp(`NODE_IMAGE=docker.io/library/node:[\\w.-]+@${digest('a')}`));
    expect(output).toContain('--push');
  });
});
