import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { ROOT } from '../launcher/paths.ts';

/** The one-host installation. */
export const DEPLOYMENT = path.join(ROOT, 'deploy/jitsi');

/** The schema of https://github.com/compose-spec/compose-spec at 170098ba07d9f53c383a41bfd4c5166b0a4529a6. */
const SCHEMA = path.join(import.meta.dirname, 'compose-spec/compose-spec.json');

type Values = Readonly<Record<string, string | null>>;

/** What is looked at of a service. */
export interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly user?: string;
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly pid?: string;
  readonly ipc?: string;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly environment?: Values;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: unknown;
  readonly logging?: unknown;
  readonly deploy?: { readonly resources?: { readonly limits?: Readonly<Record<string, unknown>> } };
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const readComposeFile = (): string => readFileSync(path.join(DEPLOYMENT, 'compose.yaml'), 'utf8');

export function parseCompose(text: string): ComposeFile {
  return parse(text, { merge: true }) as ComposeFile;
}

const validate = new Ajv({ strict: false, allErrors: true }).compile(
  // Ajv knows this edition of the meta-schema by its address without TLS.
  {
    ...(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object),
    $schema: 'http://json-schema.org/draft-07/schema#',
  },
);

/** Where a compose file is none by the specification; empty when it is one. */
export function schemaErrors(file: ComposeFile): string[] {
  return validate(file)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** NAME=value lines of a file of settings. */
export function readSettings(file: string): Map<string, string> {
  const lines = readFileSync(path.join(DEPLOYMENT, file), 'utf8').split('\n');
  return new Map(
    lines.flatMap((line) =>
      [...line.matchAll(/^([A-Z0-9_]+)=(.*)$/g)].map(([, name = '', value = '']) => [name, value]),
    ),
  );
}

/**
 * What a container gets as its environment.
 *
 * @param values the variables that stand in braces
 */
export function environmentOf(
  { environment = {} }: Service,
  values: ReadonlyMap<string, string>,
): Record<string, string> {
  const fill = (text: string) =>
    text.replaceAll(/\$\{([A-Z0-9_]+)(?::\?[^}]+)?\}/g, (_, name: string) => values.get(name) ?? '');
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value ?? '')]));
}
