/**
 * Renders a kustomization as `kubectl kustomize` does, without it. It knows the features that the overlays use and
 * refuses every other, so that nothing is rendered differently in silence.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments, parse } from 'yaml';
import { z } from 'zod';
import { asManifest, at, isObject, type Json, type Manifest, nameOf, podPath } from './manifest.ts';
import { applyPatch } from './patches.ts';

const kustomizationSchema = z.strictObject({
  apiVersion: z.literal('kustomize.config.k8s.io/v1beta1'),
  kind: z.literal('Kustomization'),
  namespace: z.string().optional(),
  resources: z.array(z.string()).default([]),
  configMapGenerator: z.array(z.strictObject({ name: z.string(), files: z.array(z.string()) })).default([]),
  generatorOptions: z
    .strictObject({
      disableNameSuffixHash: z.literal(true),
      labels: z.record(z.string(), z.string()).default({}),
    })
    .optional(),
  labels: z.array(z.strictObject({ pairs: z.record(z.string(), z.string()) })).default([]),
  patches: z
    .array(
      z.strictObject({
        target: z.strictObject({
          kind: z.string(),
          name: z.string().optional(),
          namespace: z.string().optional(),
        }),
        patch: z.string(),
      }),
    )
    .default([]),
  images: z
    .array(
      z.strictObject({
        name: z.string(),
        newName: z.string().optional(),
        newTag: z.string().optional(),
        digest: z.string().optional(),
      }),
    )
    .default([]),
});

type Kustomization = z.infer<typeof kustomizationSchema>;

/** Kinds that live in no namespace. Those that name another object's namespace would need more than is done here. */
const CLUSTER_KINDS = ['Namespace'];
const REFUSED_KINDS = /^(?:Cluster)?Role(?:Binding)?$|^CustomResourceDefinition$|WebhookConfiguration$/;

/**
 * The objects of the kustomization in a folder.
 *
 * @throws Error for whatever it does not know, for objects named twice and for patches that meet nothing
 */
export function render(folder: string): readonly Manifest[] {
  const kustomization = kustomizationSchema.parse(
    parse(readFileSync(path.join(folder, 'kustomization.yaml'), 'utf8')),
  );
  const resources = kustomization.resources.flatMap((name) => readResource(path.join(folder, name)));
  const generated = kustomization.configMapGenerator.map((generator) =>
    generate(folder, generator, kustomization.generatorOptions?.labels ?? {}),
  );
  const patched = applyPatches([...resources, ...generated], kustomization);
  const objects = patched
    .map((manifest) => inNamespace(manifest, kustomization.namespace))
    .map((manifest) => labelled(manifest, kustomization))
    .map((manifest) => withImages(manifest, kustomization));
  const names = objects.map(nameOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${folder}: ${twice} is there twice`);
  return objects;
}

function readResource(file: string): readonly Manifest[] {
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  if (statSync(file).isDirectory()) return render(file);
  return parseAllDocuments(readFileSync(file, 'utf8'), { uniqueKeys: true }).map((document) => {
    const [error] = document.errors;
    if (error) throw new Error(`${file}: ${error.message}`);
    const manifest = asManifest(document.toJS() as unknown);
    if (REFUSED_KINDS.test(manifest.kind))
      throw new Error(`${file}: ${manifest.kind} is not understood here`);
    return manifest;
  });
}

function generate(
  folder: string,
  { name, files }: Kustomization['configMapGenerator'][number],
  labels: Readonly<Record<string, string>>,
): Manifest {
  const data = files.map(
    (file) => [path.basename(file), readFileSync(path.join(folder, file), 'utf8')] as const,
  );
  return asManifest({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels },
    data: Object.fromEntries(data),
  });
}

function applyPatches(manifests: readonly Manifest[], { patches }: Kustomization): readonly Manifest[] {
  return patches.reduce((before, { target, patch }) => {
    const isMeant = ({ kind, metadata }: Manifest) =>
      kind === target.kind &&
      (target.name === undefined || metadata.name === target.name) &&
      (target.namespace === undefined || metadata.namespace === target.namespace);
    if (!before.some(isMeant)) throw new Error(`a patch for ${JSON.stringify(target)} meets nothing`);
    const change = parse(patch) as Json;
    return before.flatMap((manifest) =>
      isMeant(manifest) ? (applyPatch(manifest, change) ?? []) : [manifest],
    );
  }, manifests);
}

function inNamespace(manifest: Manifest, namespace: string | undefined): Manifest {
  if (namespace === undefined) return manifest;
  const change = CLUSTER_KINDS.includes(manifest.kind) ? { name: namespace } : { namespace };
  return asManifest({ ...manifest, metadata: { ...manifest.metadata, ...change } });
}

function labelled(manifest: Manifest, { labels }: Kustomization): Manifest {
  if (labels.length === 0) return manifest;
  const own = at(manifest, 'metadata', 'labels');
  const added = labels.reduce((all, { pairs }) => ({ ...all, ...pairs }), isObject(own) ? own : {});
  return asManifest({ ...manifest, metadata: { ...manifest.metadata, labels: added } });
}

function withImages(manifest: Manifest, { images }: Kustomization): Manifest {
  const pod = podPath(manifest);
  if (pod === undefined) return manifest;
  const rename = (value: Json, deeper: readonly string[]): Json => {
    const [key, ...rest] = deeper;
    if (!isObject(value)) return value;
    if (key !== undefined) return { ...value, [key]: rename(value[key] ?? null, rest) };
    return Object.fromEntries(
      Object.entries(value).map(([field, inner]) =>
        ['containers', 'initContainers'].includes(field) && Array.isArray(inner)
          ? [field, (inner as readonly Json[]).map((one) => renameImage(one, images))]
          : [field, inner],
      ),
    );
  };
  return asManifest(rename(manifest, pod));
}

function renameImage(container: Json, images: Kustomization['images']): Json {
  if (!isObject(container) || typeof container.image !== 'string') return container;
  const [, name = '', version = ''] =
    /^(.*?)((?::[\w.-]+)?(?:@sha256:[0-9a-f]+)?)$/.exec(container.image) ?? [];
  const change = images.find((one) => one.name === name);
  if (change === undefined) return container;
  const newVersion = change.digest ? `@${change.digest}` : change.newTag ? `:${change.newTag}` : version;
  return { ...container, image: `${change.newName ?? name}${newVersion}` };
}
