/** The two kinds of patches of Kustomize, as far as the overlays use them; everything else is refused. */
import { z } from 'zod';
import { isList, isObject, type Json, type JsonObject, type Manifest, asManifest } from './manifest.ts';

const operationSchema = z.array(
  z.strictObject({
    op: z.enum(['add', 'replace', 'remove']),
    path: z.string().startsWith('/'),
    value: z.json().optional(),
  }),
);

/** By what the items of a list are told apart when a patch is merged into it (the API's own merge keys). */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
};

/** Applies a patch; undefined when it deletes the object. */
export function applyPatch(manifest: Manifest, patch: Json): Manifest | undefined {
  if (isList(patch)) {
    const operations = operationSchema.parse(patch);
    return asManifest(
      operations.reduce<Json>((value, one) => {
        const keys = one.path
          .slice(1)
          .split('/')
          .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
        return change(value, keys, one.op, one.value ?? null);
      }, manifest),
    );
  }
  if (!isObject(patch)) throw new Error('a patch is a list of operations or an object');
  if (patch.$patch === 'delete') return undefined;
  const { metadata, ...rest } = patch;
  // Whom the patch is for stands in its name; it renames nothing.
  const { name, namespace, ...metadataChanges } = isObject(metadata) ? metadata : {};
  if (namespace !== undefined || name === undefined)
    throw new Error('a patch names its object, without a namespace');
  return asManifest(merge(manifest, { ...rest, metadata: metadataChanges }, ''));
}

function change(value: Json, [key, ...deeper]: readonly string[], op: string, wanted: Json): Json {
  if (key === undefined) return wanted;
  if (isList(value)) {
    const index = key === '-' ? value.length : Number(key);
    const exists = index < value.length;
    if (!Number.isInteger(index) || index > value.length) throw new Error(`there is no item ${key}`);
    if (deeper.length > 0)
      return value.map((item, i) => (i === index ? change(item, deeper, op, wanted) : item));
    if (op === 'add') return [...value.slice(0, index), wanted, ...value.slice(index)];
    if (!exists) throw new Error(`there is no item ${key} to ${op}`);
    return op === 'remove' ? value.toSpliced(index, 1) : value.with(index, wanted);
  }
  if (!isObject(value)) throw new Error(`${key} is not inside of an object`);
  const inner = value[key];
  if (deeper.length > 0) {
    if (inner === undefined) throw new Error(`there is no ${key}`);
    return { ...value, [key]: change(inner, deeper, op, wanted) };
  }
  if (op !== 'add' && inner === undefined) throw new Error(`there is no ${key} to ${op}`);
  if (op !== 'remove') return { ...value, [key]: wanted };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function merge(value: JsonObject, patch: JsonObject, field: string): JsonObject {
  const changes = Object.entries(patch).map(([key, wanted]) => {
    if (key.startsWith('$')) throw new Error(`${key} in ${field} is not understood`);
    const inner = value[key];
    if (isObject(wanted) && isObject(inner)) return [key, merge(inner, wanted, key)] as const;
    if (isList(wanted) && isList(inner)) return [key, mergeLists(inner, wanted, key)] as const;
    return [key, wanted] as const;
  });
  const merged = { ...value, ...Object.fromEntries(changes) };
  return Object.fromEntries(Object.entries(merged).filter(([, inner]) => inner !== null));
}

function mergeLists(items: readonly Json[], patches: readonly Json[], field: string): readonly Json[] {
  const key = MERGE_KEYS[field];
  if (key === undefined) {
    if (patches.some(isObject)) throw new Error(`lists of ${field} are not merged here`);
    return patches;
  }
  const keyOf = (item: Json) => (isObject(item) ? item[key] : undefined);
  const merged = items.map((item) => {
    const patch = patches.find((one) => keyOf(one) === keyOf(item));
    return isObject(item) && isObject(patch) ? merge(item, patch, field) : item;
  });
  return [...patches.filter((patch) => !items.some((item) => keyOf(item) === keyOf(patch))), ...merged];
}
