/**
 * Prisma's own schema engine, in its WebAssembly build: works offline, where `prisma migrate` would download a
 * native engine. Same migration files, same `_prisma_migrations` table: `prisma migrate deploy` works on the same
 * database.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { driverAdapterFactory } from './driver-adapter.mjs';

/** Opens the engine on a database; `schema` is the text of schema.prisma with its path. */
export async function openSchemaEngine(databaseUrl, schema) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      console.error('The schema engine panicked:', message);
    },
  };
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(driverAdapterFactory(databaseUrl));
  return bindings.SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => {}, adapter);
}
