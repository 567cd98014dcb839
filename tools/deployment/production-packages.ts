import { readFileSync, readdirSync, linkSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ROOT } from '../launcher/paths.ts';

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

/** Folders of the packages that `npm ci --omit=dev --omit=optional` installs, below the checkout. */
function productionPackages(): readonly string[] {
  const lock = lockFile.parse(JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')));
  return Object.entries(lock.packages)
    .filter(([, { dev, optional, devOptional, link }]) => !dev && !optional && !devOptional && !link)
    .map(([key]) => key)
    .filter((key) => key.startsWith('node_modules/'));
}

/**
 * Puts the production packages into a folder, together with links to the libraries of this workspace that are used
 * there. Files are linked, not copied: this takes a second and no place.
 */
export function linkProductionPackages(folder: string, libraries: readonly string[]): void {
  for (const name of productionPackages()) linkFiles(path.join(ROOT, name), path.join(folder, name));
  mkdirSync(path.join(folder, 'node_modules/@greenroom'), { recursive: true });
  for (const library of libraries) {
    symlinkSync(`../../libs/${library}`, path.join(folder, 'node_modules/@greenroom', library));
  }
}

/** Links the files of one package; packages inside of it stand in the lock file by themselves. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isFile()) linkSync(source, target);
    if (entry.isDirectory() && entry.name !== 'node_modules') linkFiles(source, target);
  }
}
