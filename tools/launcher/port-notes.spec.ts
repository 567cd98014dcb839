import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { choosePorts } from './plan.ts';
import { notePorts, notedPorts } from './port-notes.ts';

it('finds the services of the last run by their ports', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'greenroom-ports-'));
  const instance = { name: 'main', folder, clusterFolder: folder };
  expect(notedPorts(instance)).toBeUndefined();
  const ports = await choosePorts({ portal: 3000 });
  notePorts(instance, ports);
  expect(notedPorts(instance)).toEqual(ports);
  rmSync(folder, { recursive: true });
});
