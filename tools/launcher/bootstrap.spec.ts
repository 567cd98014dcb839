import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LaunchError, explain } from './bootstrap.mjs';

const PACKAGES = {
  '': {},
  'node_modules/library': { version: '1.0.0' },
  'node_modules/compiler': { version: '2.0.0', dev: true },
  'node_modules/binary': {
    version: '3.0.0',
    optional: true,
    os: [process.platform],
    cpu: [process.arch],
  },
  'node_modules/binary-of-others': { version: '3.0.0', optional: true, os: ['aix'], cpu: ['ppc64'] },
};

let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), 'checkout-'));
  mkdirSync(path.join(checkout, 'tools/launcher'), { recursive: true });
  mkdirSync(path.join(checkout, 'bin'));
  copyFileSync(
    path.join(import.meta.dirname, 'bootstrap.mjs'),
    path.join(checkout, 'tools/launcher/bootstrap.mjs'),
  );
  writeFileSync(path.join(checkout, 'package-lock.json'), JSON.stringify({ packages: PACKAGES }));
});

afterEach(() => {
  rmSync(checkout, { recursive: true });
});

/** A program in npm's place, which installs only the packages of these names, and notes what it was asked. */
function npmInstalls(names: readonly string[]): void {
  const kept = Object.entries(PACKAGES).filter(([key]) => names.includes(path.basename(key)));
  const notes = JSON.stringify({ packages: Object.fromEntries(kept) });
  const script = [
    '#!/bin/sh',
    `echo "$*" >> '${checkout}/asked'`,
    `mkdir -p '${checkout}/node_modules'`,
    `echo '${notes}' > '${checkout}/node_modules/.package-lock.json'`,
  ];
  writeFileSync(path.join(checkout, 'bin/npm'), script.join('\n'), { mode: 0o755 });
}

function install(): { readonly ok: boolean; readonly output: string } {
  const program = "import('./tools/launcher/bootstrap.mjs').then((module) => module.installDependencies())";
  const env = { ...process.env, NODE_ENV: 'production', PATH: `${checkout}/bin:${process.env.PATH ?? ''}` };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', program], {
    cwd: checkout,
    env,
    encoding: 'utf8',
  });
  return { ok: status === 0, output: stdout + stderr };
}

const asked = () => readFileSync(path.join(checkout, 'asked'), 'utf8').trimEnd().split('\n');

describe('installing the dependencies', () => {
  it('asks for those that npm may have been told to leave out', () => {
    npmInstalls(['library', 'compiler', 'binary']);
    expect(install()).toMatchObject({ ok: true });
    expect(asked()).toEqual([expect.stringMatching(/^ci .*--include=dev --include=optional/)]);
  });

  it('is done once', () => {
    npmInstalls(['library', 'compiler', 'binary']);
    install();
    install();
    expect(asked()).toHaveLength(1);
  });

  it('is not taken for done when something is missing, and tried again', () => {
    npmInstalls(['library']);
    const { ok, output } = install();
    expect(ok).toBe(false);
    expect(output).toContain('npm left out some of the dependencies');
    expect(existsSync(path.join(checkout, 'node_modules/.greenroom-install'))).toBe(false);

    npmInstalls(['library', 'compiler', 'binary']);
    expect(install()).toMatchObject({ ok: true });
  });

  it('brings in what is made for this platform where it was left out before', () => {
    npmInstalls(['library', 'compiler']);
    mkdirSync(path.join(checkout, 'node_modules'));
    spawnSync(path.join(checkout, 'bin/npm'));
    npmInstalls(['library', 'compiler', 'binary']);
    expect(install()).toMatchObject({ ok: true });
    expect(asked().at(-1)).toMatch(/^install --no-save/);
  });
});

describe('an error', () => {
  it('that says what to do is shown without its stack', () => {
    expect(explain(new LaunchError('Choose another port.'))).toBe('\n✖ Choose another port.\n');
  });

  it('about files of another user says how to get them back', () => {
    const error = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/checkout/.local/run' });
    expect(explain(error)).toMatch(/\/checkout\/\.local\/run .* belongs to another user[^]*sudo chown -R/);
  });

  it('that nobody expected is shown whole', () => {
    const error = new Error('unexpected');
    expect(explain(error)).toBe(error);
  });
});
