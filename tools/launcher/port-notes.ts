import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Instance } from './paths.ts';
import type { Ports } from './plan.ts';

const fileOf = ({ folder }: Instance): string => path.join(folder, 'ports.json');

/** Notes where the services of a run are, for commands that are given beside it. */
export function notePorts(instance: Instance, ports: Ports): void {
  writeFileSync(fileOf(instance), `${JSON.stringify(ports)}\n`);
}

/** Where the services of the last run are, or were; undefined when there was none. */
export function notedPorts(instance: Instance): Ports | undefined {
  const file = fileOf(instance);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Ports) : undefined;
}
