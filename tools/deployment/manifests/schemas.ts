/**
 * Checks objects against the schemas of the Kubernetes API and of the Prometheus Operator, as strictly as `kubectl apply
 * --validate=strict` does: `kubernetes-models` brings validators for values, which let unknown fields pass, and types, which the
 * TypeScript compiler finds unknown fields by.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../launcher/paths.ts';
import { type Manifest, nameOf } from './manifest.ts';

/** The file of the manifests as literals; it exists in memory alone, in this folder, so that packages are found. */
const LITERALS = path.join(ROOT, 'tools/deployment/manifests/literals.in-memory.ts');

/** The package with the types and validators of an API version, such as `apps/v1`. */
function packageOf(apiVersion: string): string {
  return apiVersion.startsWith('monitoring.coreos.com/')
    ? `@kubernetes-models/prometheus-operator/${apiVersion}`
    : `kubernetes-models/${apiVersion}`;
}

/** What is wrong with the objects, each as `namespace/kind/name: …`; nothing when all keep to their schemas. */
export async function schemaProblems(manifests: readonly Manifest[]): Promise<readonly string[]> {
  const values = await Promise.all(manifests.map(valueProblems));
  return [...values.flat(), ...unknownFields(manifests)];
}

async function valueProblems(manifest: Manifest): Promise<string[]> {
  const models = (await import(packageOf(manifest.apiVersion)).catch(() => ({}))) as Record<string, unknown>;
  const Model = models[manifest.kind];
  if (typeof Model !== 'function')
    return [`${nameOf(manifest)}: there is no ${manifest.kind} in ${manifest.apiVersion}`];
  const model = Reflect.construct(Model, [manifest]) as { validate(): void };
  try {
    model.validate();
    return [];
  } catch (error) {
    return [`${nameOf(manifest)}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Each object is a literal of its type on a line of its own; excess properties of literals are errors. */
function unknownFields(manifests: readonly Manifest[]): string[] {
  const source = manifests
    .map((manifest, index) => {
      const type = `import('${packageOf(manifest.apiVersion)}').I${manifest.kind}`;
      return `export const m${index}: ${type} = ${JSON.stringify(manifest)};`;
    })
    .join('\n');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2024,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (file) => file === LITERALS || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    file === LITERALS
      ? ts.createSourceFile(file, source, ts.ScriptTarget.ES2024)
      : getSourceFile(file, ...rest);
  host.readFile = (file) => (file === LITERALS ? source : readFileSync(file, 'utf8'));
  const program = ts.createProgram([LITERALS], options, host);
  const literals = program.getSourceFile(LITERALS);
  if (literals === undefined) throw new Error('the literals were not read');
  return [...program.getSyntacticDiagnostics(literals), ...program.getSemanticDiagnostics(literals)].flatMap(
    ({ start = 0, messageText }) => {
      const { line } = literals.getLineAndCharacterOfPosition(start);
      const manifest = manifests[line];
      const text = ts.flattenDiagnosticMessageText(messageText, ' ').replaceAll(/\s+/g, ' ');
      return [`${manifest ? nameOf(manifest) : 'somewhere'}: ${text}`];
    },
  );
}
