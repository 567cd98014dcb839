import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isAlive } from './bootstrap.mjs';
import { endRunning, runNode } from './run.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'run-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(20);
}

describe('what is asked to end', () => {
  it('ends with the processes that it has started itself, and nothing is started after it', async () => {
    const note = path.join(folder, 'pid');
    const idle = ['--eval', 'setInterval(() => undefined, 1000)'];
    const program = `
      const worker = require('node:child_process').spawn(process.execPath, ${JSON.stringify(idle)}, { stdio: 'ignore' });
      require('node:fs').writeFileSync(${JSON.stringify(`${note}.new`)}, String(worker.pid));
      require('node:fs').renameSync(${JSON.stringify(`${note}.new`)}, ${JSON.stringify(note)});`;
    const outcome = runNode(['--eval', program], { quiet: true, group: true });
    await until(() => existsSync(note));
    const worker = Number(readFileSync(note, 'utf8'));
    expect(isAlive(worker)).toBe(true);

    await endRunning();

    expect((await outcome).code).toBe(1);
    await until(() => !isAlive(worker));
    await expect(runNode(['--version'], { quiet: true })).rejects.toThrow('asked to end');
  });
});
