import type pg from 'pg';

/** Tables that grow with the interviews. */
const GROWING = [
  'interview',
  'interview_transition',
  'message',
  'occupancy',
  'outbox_event',
  'payment',
  'payment_ledger_entry',
  'webhook_delivery',
  'workflow_run',
  'workflow_step',
];

/** How the rows of the tables that grow were found. */
export type TableScans = {
  /** Rows read by sequential scans, and of which tables. */
  readonly sequentialRows: number;
  readonly sequential: readonly string[];
  /** Indexes that were read. */
  readonly indexes: readonly string[];
};

/** Begins to count anew. What is counted is what the database did, whatever statements and plans it did it by. */
export async function forgetScans(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_stat_reset()');
}

/** Reads what was counted. A connection tells what it did when it is closed at the latest: close those that are measured before. */
export async function readScans(client: pg.Client): Promise<TableScans> {
  const tables = await client.query<{ name: string; rows: number }>(
    `SELECT relname AS name, seq_tup_read::float8 AS rows FROM pg_stat_user_tables
     WHERE relname = ANY($1) AND seq_tup_read > 0 ORDER BY 2 DESC`,
    [GROWING],
  );
  const indexes = await client.query<{ name: string }>(
    `SELECT indexrelname AS name FROM pg_stat_user_indexes WHERE relname = ANY($1) AND idx_scan > 0 ORDER BY 1`,
    [GROWING],
  );
  return {
    sequentialRows: tables.rows.reduce((sum, { rows }) => sum + rows, 0),
    sequential: tables.rows.map(({ name, rows }) => `${name}: ${rows}`),
    indexes: indexes.rows.map(({ name }) => name),
  };
}
