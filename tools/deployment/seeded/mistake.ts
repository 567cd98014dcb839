import type { Json, Manifest } from '../manifests/manifest.ts';
import { applyPatch } from '../manifests/patches.ts';
import type { Cluster } from '../policies/cluster.ts';

/** A mistake that people make in manifests, with the words by which the checks have to find it. */
export type Mistake = {
  readonly what: string;
  readonly overlay: 'single' | 'ha' | 'airgapped';
  /** Kind and name of the object that is changed; `name` alone where there is one in every shard. */
  readonly of: readonly [kind: string, name: string];
  /** A patch. */
  readonly change: Json;
  readonly words: string;
};

export const CONTAINER = '/spec/template/spec/containers/0';
export const api = ['Deployment', 'greenroom-api'] as const;
export const bridge = ['Deployment', 'bridge'] as const;
export const replace = (path: string, value: Json): Json => [{ op: 'replace', path, value }];
export const add = (path: string, value: Json): Json => [{ op: 'add', path, value }];
export const remove = (path: string): Json => [{ op: 'remove', path }];

/** The overlay with the mistake in it: in each object that has the kind and the name. */
export function seed({ manifests, overlay }: Cluster, { of: [kind, name], change }: Mistake): Cluster {
  const isMeant = (one: Manifest) => one.kind === kind && one.metadata.name === name;
  if (!manifests.some(isMeant)) throw new Error(`there is no ${kind} ${name}`);
  return {
    overlay,
    manifests: manifests.flatMap((one) => {
      if (!isMeant(one)) return [one];
      return applyPatch(one, change) ?? [];
    }),
  };
}
