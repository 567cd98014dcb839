import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** The folder of the checkout. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Where one running set of services keeps its state; two instances never share a file. */
export type Instance = {
  readonly name: string;
  /** Secrets, pid files, logs, mails and payments. */
  readonly folder: string;
  /** The PostgreSQL cluster; outside the checkout when that cannot be reached by an unprivileged user. */
  readonly clusterFolder: string;
};

/**
 * The state folders of an instance below the ignored `.local` folder.
 *
 * PostgreSQL refuses to run as root and cannot run below a folder that its user may not enter. So for root the
 * cluster lives in a world-readable place, under a key made from the checkout's path.
 */
export function instanceFolders(name = 'main'): Instance {
  const folder = name === 'main' ? path.join(ROOT, '.local') : path.join(ROOT, '.local', 'instances', name);
  mkdirSync(folder, { recursive: true });
  const clusterFolder = isRoot() ? path.join(worldReadableFolder(), name) : path.join(folder, 'postgres');
  return { name, folder, clusterFolder };
}

/** True when the process runs as the super-user of a Unix system. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * A folder of this checkout outside of it, which every user of the machine can enter: below /var/lib, where only root
 * can make one and nothing is cleaned away.
 */
export function worldReadableFolder(): string {
  return path.join('/var/lib', folderName());
}

/** Where earlier versions kept an instance's cluster for root; /var/tmp is cleaned by the system, and open to all. */
export function formerClusterFolder({ name }: Instance): string {
  return path.join('/var/tmp', folderName(), name);
}

function folderName(): string {
  const key = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
  return `greenroom-${key}`;
}
