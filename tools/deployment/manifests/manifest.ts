import { z } from 'zod';

/** A value of a YAML document. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export type JsonObject = { readonly [Key in string]: Json };

/** An object of the Kubernetes API. */
export type Manifest = JsonObject & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject & { readonly name: string; readonly namespace?: string };
};

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** @throws Error when a document is no object of the API */
export function asManifest(value: unknown): Manifest {
  manifestSchema.parse(value);
  return value as Manifest;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value at a path of keys and positions; undefined where there is none. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => {
    if (isList(inner)) return inner[Number(key)];
    return isObject(inner) ? inner[key] : undefined;
  }, value);
}

/** The list at a path; empty where there is none. */
export function listAt(value: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const found = at(value, ...path);
  return isList(found) ? found : [];
}

/** The text at a path; empty where there is none. */
export function textAt(value: Json | undefined, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The texts in the list at a path. */
export function textsAt(value: Json | undefined, ...path: readonly (string | number)[]): readonly string[] {
  return listAt(value, ...path).filter((one) => typeof one === 'string');
}

/** `namespace/kind/name`, for people and as a key. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${metadata.namespace ?? ''}/${kind}/${metadata.name}`;
}

/** Where a workload says what its pods are. */
const POD_PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** The path of a workload's pod, or undefined for what runs none. */
export function podPath({ kind }: Manifest): readonly string[] | undefined {
  return POD_PATHS[kind];
}
