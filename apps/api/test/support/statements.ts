import { jest } from '@jest/globals';
import pg from 'pg';
import type { TestApplication } from './application.ts';

/** An SQL statement as it was sent, with the values of its parameters. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The statements that are sent while `call` runs; the application must have nothing else to do meanwhile. */
export async function statementsOf(call: () => Promise<unknown>): Promise<readonly Statement[]> {
  const query = jest.spyOn(pg.Client.prototype, 'query');
  try {
    await call();
    return query.mock.calls.map(([statement, values]: readonly unknown[]) =>
      typeof statement === 'string'
        ? { text: statement, values: Array.isArray(values) ? values : [] }
        : (statement as Statement),
    );
  } finally {
    query.mockRestore();
  }
}

/** How the database would answer the first of the statements that contains `part` (EXPLAIN). */
export async function planOf(
  application: TestApplication,
  statements: readonly Statement[],
  part: string,
): Promise<string> {
  const statement = statements.find(({ text }) => text.includes(part));
  if (!statement) throw new Error(`No statement contains "${part}"`);
  const { rows } = await application.database.pool.query<Record<'QUERY PLAN', string>>({
    text: `EXPLAIN ${statement.text}`,
    values: [...statement.values],
  });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** Copies an interview into the past, an hour apart each, as completed ones: what a table looks like after some years. */
export async function createHistory(application: TestApplication, count: number): Promise<void> {
  const { client } = application.database;
  await client.$executeRaw`
    INSERT INTO interview
      SELECT copy.*
      FROM (SELECT * FROM interview LIMIT 1) original, generate_series(1, ${count}) hour,
        LATERAL jsonb_populate_record(NULL::interview, to_jsonb(original) || jsonb_build_object(
          'id', gen_random_uuid(), 'idempotency_key', gen_random_uuid(), 'room_name', md5(random()::text), 'status', 'completed',
          'scheduled_at', original.scheduled_at - hour * interval '1 hour',
          'ends_at', original.ends_at - hour * interval '1 hour')) copy`;
  await client.$executeRaw`ANALYZE interview`;
}
