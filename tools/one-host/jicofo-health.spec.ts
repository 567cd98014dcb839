/** The look at Jicofo's health that Docker takes: it ends a Jicofo that does not come to itself. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findProgram, installFromDebian } from '../launcher/debian.ts';
import { ROOT } from '../launcher/paths.ts';

const SCRIPT = path.join(ROOT, 'deploy/jitsi/jicofo/healthcheck.sh');

if (hasCurl()) describe("Jicofo's health on one host", specifyHealth);
else test.todo('a Jicofo that stays ill is ended, where curl is or can be installed');

function hasCurl(): boolean {
  if (findProgram('curl') === undefined) installFromDebian('curl');
  return findProgram('curl') !== undefined;
}

function specifyHealth() {
  let folder: string;
  let isWell: boolean;
  let close: () => void;
  let url: string;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'greenroom-jicofo-'));
    isWell = true;
    const server = createServer((_request, response) => response.writeHead(isWell ? 200 : 500).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/about/health`;
    close = () => server.close();
  });
  afterEach(() => {
    close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Looks once; resolves with the exit code. */
  function look(mainProcess: number): Promise<number> {
    const env = {
      PATH: process.env.PATH,
      JICOFO_HEALTH_URL: url,
      JICOFO_FAILURES: path.join(folder, 'failures'),
      MAIN_PROCESS: String(mainProcess),
    };
    return new Promise((resolve) => {
      const child = execFile('sh', [SCRIPT], { env });
      child.on('exit', (code) => resolve(code ?? -1));
    });
  }

  test('ends what has been ill for six looks in a row, and nothing before', async () => {
    const jicofo = spawn('sleep', ['600']);
    const ended = once(jicofo, 'exit');
    const pid = jicofo.pid ?? -1;
    expect(await look(pid)).toBe(0);
    isWell = false;
    for (let count = 0; count < 5; count++) expect(await look(pid)).toBe(1);
    isWell = true;
    // Well again: what was before does not count.
    expect(await look(pid)).toBe(0);
    isWell = false;
    for (let count = 0; count < 5; count++) expect(await look(pid)).toBe(1);
    expect(jicofo.exitCode ?? jicofo.signalCode).toBeNull();
    expect(await look(pid)).toBe(1);
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(existsSync(path.join(folder, 'failures'))).toBe(false);
  });
}
