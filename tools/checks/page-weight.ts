/**
 * What a person has to download before a page works, compressed with brotli.
 *
 * Reads the build's own statistics (`ng build --stats-json`), so a chunk that a page begins to need is counted
 * without anybody listing it here. Fonts are not counted: text is shown in the system's font until they are there.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '../..');
const APP = 'apps/web/src/app';

/** The built portal. */
export const PORTAL = path.join(ROOT, 'dist/apps/web/browser');

/** The part of the live-interview page that is not ours. */
export const CONFERENCE_LIBRARY = 'node_modules/@solyd/lib-jitsi-meet/dist/umd/lib-jitsi-meet.min.js';

/** Of the languages, one is loaded. */
const LANGUAGE = '/i18n/en.json';

/** A page, what it may weigh in bytes, and which lazily loaded parts of the portal it loads at once. */
type Budget = {
  readonly page: string;
  readonly limit: number;
  readonly loads: (entryPoint: string) => boolean;
  /** Files outside of the build's statistics. */
  readonly extra: readonly string[];
};

/** What stands in these folders of the portal, with its texts in one language. */
const ofFolders =
  (...folders: readonly string[]) =>
  (entryPoint: string) => {
    const isOurs = [...folders, 'platform/i18n'].some((name) => entryPoint.startsWith(`${APP}/${name}/`));
    return isOurs && (!entryPoint.includes('/i18n/') || entryPoint.endsWith(LANGUAGE));
  };

/** What comes later than the page: where recording is switched on, when somebody asks for the keys, and for support. */
const LATER: readonly string[] = [
  `${APP}/live-interview/recording/room-recording.ts`,
  `${APP}/live-interview/room/shortcuts-dialog.ts`,
  'libs/conference-client/src/recorder.ts',
  'libs/conference-client/src/stats.ts',
];

const inLibrary = (name: string) => (entryPoint: string) => entryPoint.startsWith(`libs/${name}/`);

/** What was reached, not what was first hoped for: docs/adr/0009-byte-budgets.md. A limit only ever goes down. */
const BUDGETS: readonly Budget[] = [
  { page: 'landing page', limit: 122_000, loads: ofFolders('landing', 'platform/layout'), extra: [] },
  {
    page: 'live interview',
    limit: 336_000,
    loads: (entryPoint) =>
      !LATER.includes(entryPoint) &&
      (ofFolders('live-interview')(entryPoint) || inLibrary('conference-client')(entryPoint)),
    extra: [CONFERENCE_LIBRARY],
  },
];

const statistics = z.object({
  outputs: z.record(
    z.string(),
    z.object({
      entryPoint: z.string().optional(),
      imports: z.array(z.object({ path: z.string(), kind: z.string() })),
    }),
  ),
});
type Outputs = z.infer<typeof statistics>['outputs'];

/** A page with everything it downloads, the heaviest first; all sizes in bytes, compressed with brotli. */
export type PageWeight = {
  readonly page: string;
  readonly limit: number;
  readonly bytes: number;
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    /** The source that a script of ours begins with; empty for what is shared by several. */
    readonly entryPoint: string;
  }[];
};

/** Weighs every page that has a budget. The portal must have been built. */
export function weighPages(): PageWeight[] {
  const { outputs } = statistics.parse(
    JSON.parse(readFileSync(path.join(ROOT, 'dist/apps/web/browser-stats.json'), 'utf8')),
  );
  return BUDGETS.map((budget) => weigh(budget, outputs));
}

/** Bytes of a file below the root of the checkout, compressed with brotli. */
export function compressedSize(file: string): number {
  return brotliCompressSync(readFileSync(path.resolve(ROOT, file))).length;
}

function weigh(budget: Budget, outputs: Outputs): PageWeight {
  const own = [...documentFiles(), ...scriptsOf(budget, outputs)].map((name) => path.join(PORTAL, name));
  const files = [...own, ...budget.extra]
    .map((file) => {
      const name = path.basename(file);
      return { name, bytes: compressedSize(file), entryPoint: outputs[name]?.entryPoint ?? '' };
    })
    .sort((a, b) => b.bytes - a.bytes);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { page: budget.page, limit: budget.limit, bytes, files };
}

/** The scripts of a page: everything imported statically, and the lazy parts that it loads at once. */
function scriptsOf({ loads }: Budget, outputs: Outputs): string[] {
  const scripts = new Set<string>();
  const visit = (name: string) => {
    const output = outputs[name];
    if (scripts.has(name) || output === undefined) return;
    scripts.add(name);
    for (const { path: imported, kind } of output.imports) {
      if (kind !== 'dynamic-import' || loads(outputs[imported]?.entryPoint ?? '')) visit(imported);
    }
  };
  for (const [name, { entryPoint }] of Object.entries(outputs))
    if (entryPoint === 'apps/web/src/main.ts') visit(name);
  return [...scripts].filter((name) => name.endsWith('.js'));
}

/** The files that index.html itself names or is. */
function documentFiles(): string[] {
  const page = readFileSync(path.join(PORTAL, 'index.html'), 'utf8');
  const styles = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].flatMap(
    ([, href]) => href ?? [],
  );
  return ['index.html', ...styles];
}
