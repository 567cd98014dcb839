import pg from 'pg';

/**
 * Lets minutes pass for one interview: its planned times move back in the database of the test stack. Every process keeps the real clock, so
 * that what follows (who was there, what is due, who is told) is found out as at any other time.
 */
export async function letPass(minutes: number, interviewId: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `UPDATE interview
       SET scheduled_at = scheduled_at - $1 * interval '1 minute', ends_at = ends_at - $1 * interval '1 minute'
       WHERE id = $2`,
      [minutes, interviewId],
    );
    if (rowCount !== 1) throw new Error(`no interview ${interviewId}`);
  } finally {
    await client.end();
  }
}

function databaseUrl(): string {
  const url = process.env.STACK_DATABASE_URL;
  if (!url) throw new Error('STACK_DATABASE_URL is not set: the stack was not started');
  return url;
}
