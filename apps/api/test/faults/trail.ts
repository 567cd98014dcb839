import type { Database } from '../../src/platform/database/database.ts';
import type { TryEvidence } from './evidence.ts';

/** Tables whose rows a worker takes for itself, by lease, before it talks to a server outside. */
const LEASED = ['message', 'webhook_delivery'] as const;

const LAY = [
  'CREATE SCHEMA faults',
  `CREATE TABLE faults.try (
     row_id uuid, claim int, owner text NOT NULL, claimed_at timestamptz NOT NULL, ended_at timestamptz, outcome text,
     PRIMARY KEY (row_id, claim))`,
  'CREATE INDEX ON faults.try (row_id) WHERE ended_at IS NULL',
  `CREATE FUNCTION faults.note_try() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.claim > OLD.claim THEN
       INSERT INTO faults.try VALUES (NEW.id, NEW.claim, current_setting('application_name'), clock_timestamp());
     ELSIF OLD.status = 'sending' AND NEW.status <> 'sending' THEN
       UPDATE faults.try SET ended_at = clock_timestamp(), outcome = NEW.status WHERE row_id = NEW.id AND claim = NEW.claim;
     END IF;
     RETURN NULL;
   END $$`,
  ...LEASED.map(
    (table) =>
      `CREATE TRIGGER note_try AFTER UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION faults.note_try()`,
  ),
];

interface TryRow {
  readonly rowId: string;
  readonly owner: string;
  readonly claimedAt: Date;
  readonly endedAt: Date | null;
  readonly outcome: string | null;
}

/** The database's own record of who took which row when and what became of it: a try that nobody ended is one that was given up. */
export class Trail {
  private constructor(private readonly database: Database) {}

  static async lay(database: Database): Promise<Trail> {
    for (const statement of LAY) await database.client.$executeRawUnsafe(statement);
    return new Trail(database);
  }

  /** Every try, by row, in order. */
  async tries(): Promise<ReadonlyMap<string, readonly TryEvidence[]>> {
    const rows = await this.database.client.$queryRaw<TryRow[]>`
      SELECT row_id AS "rowId", owner, claimed_at AS "claimedAt", ended_at AS "endedAt", outcome FROM faults.try ORDER BY row_id, claim`;
    return Map.groupBy(rows.map(toEvidence), ({ rowId }) => rowId);
  }

  /** The tries that go on. */
  async open(): Promise<readonly TryEvidence[]> {
    const rows = await this.database.client.$queryRaw<TryRow[]>`
      SELECT row_id AS "rowId", owner, claimed_at AS "claimedAt", ended_at AS "endedAt", outcome FROM faults.try t
      WHERE ended_at IS NULL AND NOT EXISTS (SELECT FROM faults.try l WHERE l.row_id = t.row_id AND l.claim > t.claim)`;
    return rows.map(toEvidence);
  }
}

const toEvidence = ({ claimedAt, endedAt, ...row }: TryRow) => ({
  ...row,
  claimedAt: claimedAt.getTime(),
  endedAt: endedAt?.getTime() ?? null,
});
