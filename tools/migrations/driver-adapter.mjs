/**
 * Prisma's PostgreSQL driver adapter, with three mends that the schema engine needs and `@prisma/adapter-pg` lacks:
 *
 * 1. PostgreSQL's internal type `"char"`, which the engine reads from the catalogs, has no mapping in the adapter.
 * 2. The adapter splits a script at every `;`, which breaks function bodies and atomicity: scripts are sent whole.
 * 3. The shadow database, in which migrations are replayed to compare them with the schema, is created and dropped.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** Object ids of PostgreSQL's built-in types (pg_type.dat). */
const CHAR_OID = 18;
const TEXT_OID = 25;

/** Which columns of a result were of type `"char"`, by its rows. */
const charColumns = new WeakMap();

/** Lets `"char"` columns through the adapter as text, and remembers them. */
function relabelCharColumns(results) {
  for (const result of [results].flat()) {
    const columns = (result?.fields ?? []).flatMap((field, at) =>
      field.dataTypeID === CHAR_OID ? [at] : [],
    );
    for (const at of columns) result.fields[at].dataTypeID = TEXT_OID;
    if (columns.length > 0) charColumns.set(result.rows, columns);
  }
  return results;
}

class RelabellingClient extends pg.Client {
  query(...args) {
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      return super.query(...args.slice(0, -1), (error, result) =>
        callback(error, relabelCharColumns(result)),
      );
    }
    const pending = super.query(...args);
    return typeof pending?.then === 'function' ? pending.then(relabelCharColumns) : pending;
  }
}

async function connect(connectionString) {
  // The adapter writes instants without their zone.
  const options = '-c TimeZone=UTC';
  const pool = new pg.Pool({ connectionString, max: 2, options, Client: RelabellingClient });
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    async queryRaw(query) {
      const result = await queryRaw(query);
      for (const at of charColumns.get(result.rows) ?? []) result.columnTypes[at] = ColumnTypeEnum.Character;
      return result;
    },
    async executeScript(script) {
      try {
        await pool.query(script); // one simple query: PostgreSQL runs it in one implicit transaction
      } catch (error) {
        adapter.onError(error);
      }
    },
  });
}

/** What the schema engine opens connections with. */
export function driverAdapterFactory(url) {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(url),
    async connectToShadowDb() {
      const admin = await connect(url);
      const name = `prisma_shadow_${crypto.randomUUID().replaceAll('-', '')}`;
      await admin.executeScript(`CREATE DATABASE ${name}`);
      const shadowUrl = new URL(url);
      shadowUrl.pathname = `/${name}`;
      const shadow = await connect(shadowUrl.href);
      const dispose = shadow.dispose.bind(shadow);
      return Object.assign(shadow, {
        async dispose() {
          await dispose();
          await admin.executeScript(`DROP DATABASE ${name} WITH (FORCE)`);
          await admin.dispose();
        },
      });
    },
  };
}
