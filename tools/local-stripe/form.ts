import { z } from 'zod';

import { invalidRequest } from './errors.ts';

/** A parameter tree as Stripe's clients send it: all leaves are strings. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue };

const MAX_DEPTH = 8;
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** The form a request carried, still encoded; the server reads form bodies as text. */
export function formBody({ body }: { readonly body: unknown }): string {
  return typeof body === 'string' ? body : '';
}

/**
 * Parses Stripe's flavour of form encoding: `a[b]=1&list[0][c]=2` becomes `{ a: { b: '1' }, list: [{ c: '2' }] }`;
 * `list[]=1` appends.
 *
 * @throws {StripeApiError} 400 for a key that cannot be read.
 */
export function parseForm(encoded: string): Record<string, FormValue> {
  const root: Record<string, FormValue> = Object.create(null) as Record<string, FormValue>;
  for (const [name, value] of new URLSearchParams(encoded)) {
    assign(root, pathOf(name), value);
  }
  return listsFromIndexes(root) as Record<string, FormValue>;
}

function pathOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  const path = [
    match?.[1] ?? '',
    ...[...(match?.[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? ''),
  ];
  if (match === null || path.length > MAX_DEPTH || path.some((key) => UNSAFE_KEYS.has(key))) {
    throw invalidRequest(`Invalid parameter name: ${name.slice(0, 100)}`, { code: 'parameter_unknown' });
  }
  return path;
}

function assign(root: Record<string, FormValue>, path: string[], value: string): void {
  let node = root;
  path.forEach((rawKey, depth) => {
    const key = rawKey === '' ? String(Object.keys(node).length) : rawKey;
    if (depth === path.length - 1) {
      node[key] = value;
      return;
    }
    const next = node[key];
    if (typeof next === 'object' && !Array.isArray(next)) {
      node = next;
    } else {
      const created: Record<string, FormValue> = Object.create(null) as Record<string, FormValue>;
      node[key] = created;
      node = created;
    }
  });
}

function listsFromIndexes(node: FormValue): FormValue {
  if (typeof node === 'string' || Array.isArray(node)) return node;
  const entries = Object.entries(node).map(([key, child]) => [key, listsFromIndexes(child)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}

/** An integer as it arrives in a form; Stripe refuses fractions, signs that do not fit and words. */
export const formInteger = (minimum: number) =>
  z
    .string()
    .regex(/^-?\d{1,12}$/, 'Invalid integer')
    .transform(Number)
    .refine((value) => value >= minimum, `This value must be greater than or equal to ${minimum}.`);

/** https://docs.stripe.com/api/metadata: at most 50 keys of 40 characters with values of 500. */
export const formMetadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((metadata) => Object.keys(metadata).length <= 50, 'You can have up to 50 metadata keys.');

export const formExpand = z.array(z.string()).max(20).default([]);

/**
 * Checks parameters against a strict schema and reports the first problem the way Stripe does: a missing, an
 * unknown, an empty or an invalid parameter, each with its code and the parameter's name in brackets.
 *
 * @throws {StripeApiError} 400 with `parameter_missing`, `parameter_unknown`, `parameter_invalid_empty` or
 *   `parameter_invalid`.
 */
export function checkParams<Output>(schema: z.ZodType<Output>, params: Record<string, FormValue>): Output {
  const result = schema.safeParse(params);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []).map(String);
  if (issue?.code === 'unrecognized_keys') {
    const param = bracketed([...path, issue.keys[0] ?? '']);
    throw invalidRequest(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }
  const param = bracketed(path);
  const received = valueAt(params, path);
  if (received === undefined) {
    throw invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  if (received === '') {
    const message = `You passed an empty string for '${param}'.`;
    throw invalidRequest(message, { code: 'parameter_invalid_empty', param });
  }
  throw invalidRequest(`Invalid ${param}: ${issue?.message ?? 'not accepted'}`, {
    code: 'parameter_invalid',
    param,
  });
}

function bracketed(path: string[]): string {
  const [first = '', ...rest] = path;
  return first + rest.map((key) => `[${key}]`).join('');
}

function valueAt(params: FormValue, path: string[]): FormValue | undefined {
  return path.reduce<FormValue | undefined>((node, key) => {
    if (Array.isArray(node)) return node[Number(key)];
    return typeof node === 'object' ? node[key] : undefined;
  }, params);
}
