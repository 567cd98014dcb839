import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../launcher/paths.ts';
import {
  at,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  type Manifest,
  nameOf,
  podPath,
  textAt,
} from '../manifests/manifest.ts';

export const KUBERNETES = path.join(ROOT, 'deploy/k8s');

/** What the rules look at: the objects of one overlay. */
export type Cluster = { readonly overlay: string; readonly manifests: readonly Manifest[] };

/** What is wrong, each with the object that it is about; nothing when the rule is kept. */
export type Rule = (cluster: Cluster) => readonly string[];

/** Something that runs pods. */
export type Workload = {
  readonly manifest: Manifest;
  readonly name: string;
  readonly namespace: string;
  readonly pod: JsonObject;
  readonly labels: JsonObject;
  readonly containers: readonly JsonObject[];
};

export function workloadsOf({ manifests }: Cluster): readonly Workload[] {
  return manifests.flatMap((manifest) => {
    const where = podPath(manifest);
    const pod = where === undefined ? undefined : at(manifest, ...where);
    if (where === undefined || !isObject(pod)) return [];
    const labels = at(manifest, ...where.slice(0, -1), 'metadata', 'labels');
    const containers = [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')].filter(isObject);
    const namespace = manifest.metadata.namespace ?? '';
    return [
      {
        manifest,
        name: nameOf(manifest),
        namespace,
        pod,
        labels: isObject(labels) ? labels : {},
        containers,
      },
    ];
  });
}

/** Every container with the workload it runs in. */
export function containersOf(
  cluster: Cluster,
): readonly { workload: Workload; container: JsonObject; name: string; isInitial: boolean }[] {
  return workloadsOf(cluster).flatMap((workload) =>
    workload.containers.map((container) => ({
      workload,
      container,
      name: `${workload.name} (${textAt(container, 'name')})`,
      isInitial: listAt(workload.pod, 'initContainers').includes(container),
    })),
  );
}

export const ofKind = ({ manifests }: Cluster, kind: string): readonly Manifest[] =>
  manifests.filter((manifest) => manifest.kind === kind);

export const isBridgePool = (cluster: Cluster, namespace: string): boolean =>
  ofKind(cluster, 'Namespace').some(
    ({ metadata }) =>
      metadata.name === namespace && textAt(metadata, 'labels', 'greenroom.dev/role') === 'bridge-pool',
  );

/** True when a label selector (matchLabels, matchExpressions with In) meets these labels; an empty one meets all. */
export function selects(selector: Json | undefined, labels: Json | undefined): boolean {
  if (selector === undefined) return false;
  const wanted = Object.entries((at(selector, 'matchLabels') ?? {}) as JsonObject);
  const expressions = listAt(selector, 'matchExpressions');
  return (
    wanted.every(([key, value]) => at(labels, key) === value) &&
    expressions.every((one) => {
      if (textAt(one, 'operator') !== 'In') throw new Error('only In is understood in selectors');
      return listAt(one, 'values').includes(at(labels, textAt(one, 'key')) ?? null);
    })
  );
}

/** Keys of the secrets that are made outside: what is needed, and what may be left out, by the name in secrets.keys. */
export function secretKeys(): ReadonlyMap<
  string,
  { needed: readonly string[]; optional: readonly string[] }
> {
  const lines = readFileSync(path.join(KUBERNETES, 'secrets.keys'), 'utf8').split('\n');
  return new Map(
    lines
      .filter((line) => line.includes('/') && !line.startsWith('#'))
      .map((line) => {
        const [name = '', keys = ''] = line.split(': ');
        const all = keys.split(' ');
        return [
          name.split('/')[1] ?? '',
          {
            needed: all.filter((key) => !key.startsWith('?')),
            optional: all.filter((key) => key.startsWith('?')).map((key) => key.slice(1)),
          },
        ];
      }),
  );
}
