/** Every overlay is rendered, checked against the schemas of the API, and against the rules; and the checks find what is wrong. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { interviewTypeInputSchema } from '@greenroom/contracts';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../launcher/paths.ts';
import { asManifest, type Manifest, nameOf } from './manifests/manifest.ts';
import { render } from './manifests/kustomize.ts';
import { schemaProblems } from './manifests/schemas.ts';
import { type Cluster, KUBERNETES } from './policies/cluster.ts';
import { rules } from './policies/index.ts';
import { LONGEST_INTERVIEW } from './policies/workloads.ts';
import { seed } from './seeded/mistake.ts';
import { mistakes } from './seeded/mistakes.ts';
import { misspellings } from './seeded/misspellings.ts';

const OVERLAYS = ['single', 'ha', 'airgapped'] as const;

const clusters = Object.fromEntries(
  OVERLAYS.map((overlay) => [
    overlay,
    { overlay, manifests: render(path.join(KUBERNETES, 'overlays', overlay)) },
  ]),
) as Record<(typeof OVERLAYS)[number], Cluster>;

const byName = (manifests: readonly Manifest[]) => new Map(manifests.map((one) => [nameOf(one), one]));

test('every object keeps to the schemas of the API, without unknown fields', async () => {
  expect(await schemaProblems(Object.values(clusters).flatMap(({ manifests }) => manifests))).toEqual([]);
});

describe.each(OVERLAYS)('the overlay %s', (overlay) => {
  test.each(Object.entries(rules))('%s', (_, rule) => {
    expect(rule(clusters[overlay])).toEqual([]);
  });
});

describe('what is said in two places', () => {
  test('is the longest interview that there can be', () => {
    const { durationMinutes } = interviewTypeInputSchema.shape;
    expect(durationMinutes.safeParse(LONGEST_INTERVIEW).success).toBe(true);
    expect(durationMinutes.safeParse(LONGEST_INTERVIEW + 1).success).toBe(false);
  });

  test('is how many rooms a bridge carries, and what follows for the sizing sheet', () => {
    const operations = readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8');
    const [, rooms] = /carries (\d+)\s+interviews and keeps/.exec(operations) ?? [];
    const rule = clusters.ha.manifests.find(({ kind }) => kind === 'PrometheusRule');
    expect(JSON.stringify(rule)).toContain(`/ ${rooms}) + 1`);

    const sheet = operations.split('\n').filter((line) => line.startsWith('| '));
    const cells = (what: string) =>
      (sheet.find((line) => line.startsWith(`| ${what} `)) ?? '')
        .split('|')
        .slice(3, -1)
        .map((cell) => cell.trim());
    const sizes = [100, 1_000, 10_000];
    const requests = sizes.map((size) => size * 0.2);
    const processes = requests.map((each) => Math.max(2, Math.ceil((each / 200) * 2)));
    const workers = sizes.map((size) => Math.max(2, Math.ceil(size / 1_000)));
    const number = (value: number) => value.toLocaleString('en-US');
    expect(cells('bridges')).toEqual(
      sizes.map((size) => {
        const bridges = Math.ceil(size / Number(rooms));
        return `${bridges} + ${Math.ceil(bridges / 10)}`;
      }),
    );
    expect(cells('shards')).toEqual(sizes.map((size) => number(Math.ceil(size / 500))));
    expect(cells('WebSockets')).toEqual(sizes.map((size) => number(size * 2)));
    expect(cells('requests')).toEqual(requests.map((each) => `${number(each)}/s`));
    expect(cells('API processes')).toEqual(processes.map(number));
    expect(cells('workers')).toEqual(workers.map(number));
    expect(cells('connections to PostgreSQL')).toEqual(
      processes.map((count, index) => number((count + (workers[index] ?? 0)) * 10)),
    );
  });
});

describe('the rules find', () => {
  test.each(mistakes.map((mistake) => [mistake.what, mistake] as const))('%s', (_, mistake) => {
    const cluster = seed(clusters[mistake.overlay], mistake);
    expect(
      Object.values(rules)
        .flatMap((rule) => rule(cluster))
        .join('\n'),
    ).toContain(mistake.words);
  });
});

describe('the schemas find', () => {
  test('each misspelling, in its object', async () => {
    const seeded = misspellings.map((mistake) => {
      const { manifests } = seed(clusters[mistake.overlay], mistake);
      const [kind, name] = mistake.of;
      const found = manifests.find((one) => one.kind === kind && one.metadata.name === name);
      return asManifest(found);
    });
    // One after the other would read the types ten times: each is told apart by a name of its own.
    const renamed = seeded.map((one, index) =>
      asManifest({ ...one, metadata: { ...one.metadata, name: `${one.metadata.name}-${index}` } }),
    );
    const problems = await schemaProblems(renamed);
    for (const [index, { what, words }] of misspellings.entries()) {
      const own = problems.filter((problem) => problem.includes(`-${index}: `)).join('\n');
      expect(`${what}: ${own}`).toContain(words);
      expect(own).not.toBe('');
    }
  });
});

/** Older ones do not know all that is used, such as `labels`. */
const kubectl = spawnSync('kubectl', ['version', '--client'], { encoding: 'utf8' });

if (kubectl.status === 0 && kubectl.stdout.includes('Kustomize Version: v5.')) {
  test.each(OVERLAYS)('kubectl renders %s as it is rendered here', (overlay) => {
    const folder = path.join(KUBERNETES, 'overlays', overlay);
    const { stdout, stderr, status } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const theirs = parseAllDocuments(stdout).map((document) => asManifest(document.toJS()));
    expect(byName(theirs)).toEqual(byName(clusters[overlay].manifests));
  });
} else {
  test.todo(
    'kubectl renders the overlays as they are rendered here, where there is a kubectl with Kustomize 5',
  );
}
