/** What workers and bridges are scaled by: the age of due work and the rooms that bookings need at once. */
import type { InterviewStatus } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OperationalGauges } from '../../src/observability/operational-gauges.ts';
import { Metrics } from '../../src/observability/metrics.ts';
import {
  PlannedRoomsRepository,
  plannedRoomsQuery,
} from '../../src/observability/planned-rooms.repository.ts';
import { Database } from '../../src/platform/database/database.ts';
import { DueWorkRegistry } from '../../src/platform/due-work/due-work-registry.ts';
import { startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';

let application: TestApplication;
let metrics: Metrics;

beforeAll(async () => {
  application = await startApplication();
  metrics = new Metrics();
  const rooms = new PlannedRoomsRepository(application.get(Database, { strict: false }));
  const dueWork = application.get(DueWorkRegistry, { strict: false });
  new OperationalGauges(metrics, dueWork, rooms, application.clock).onModuleInit();
});
afterAll(() => application.stop());

const valueOf = async (name: string, label: string) => {
  const text = await metrics.registry.getSingleMetricAsString(name);
  const line = text.split('\n').find((one) => one.includes(`"${label}"`));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
};

describe('the rooms that bookings need', () => {
  it('are counted at their most crowded moment; what is over, cancelled or not paid needs none', async () => {
    const { accountId: candidateId } = await application.candidate();
    const book = (startsInMinutes: number, status: InterviewStatus = 'scheduled') =>
      createInterview(application, { candidateId, status, startsInMinutes });
    const { durationMinutes } = await book(-10, 'in-progress');
    for (const start of [10, 20, 20, durationMinutes + 20, 600, 600, 600, 600, 3000]) await book(start);
    for (const status of ['held', 'cancelled', 'completed', 'expired', 'no-show'] as const)
      await book(20, status);

    expect(await valueOf('greenroom_planned_rooms', '30m')).toBe(4);
    expect(await valueOf('greenroom_planned_rooms', '2h')).toBe(4);
    expect(await valueOf('greenroom_planned_rooms', '24h')).toBe(4);
    await book(610);
    expect(await valueOf('greenroom_planned_rooms', '2h')).toBe(4);
    expect(await valueOf('greenroom_planned_rooms', '24h')).toBe(5);
  });

  it('are found by an index, however many interviews there were', async () => {
    const now = application.clock.now();
    const query = plannedRoomsQuery(now, new Date(now.getTime() + 86_400_000));
    const connection = await application.database.pool.connect();
    try {
      await connection.query('BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off');
      const { rows } = await connection.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN ${query.text}`,
        query.values,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(/Index (?:Only )?Scan using \w+ on interview\b.*\n\s+Index Cond:/);
      expect(plan).not.toContain('Seq Scan on interview');
    } finally {
      await connection.query('ROLLBACK');
      connection.release();
    }
  });
});

describe('the age of due work', () => {
  it('is that of the row that has waited longest, by kind', async () => {
    const { accountId: candidateId } = await application.candidate();
    const holdExpiresAt = new Date(application.clock.now().getTime() - 90_000);
    await createInterview(application, { candidateId, status: 'held', changes: { holdExpiresAt } });
    const age = await valueOf('greenroom_due_work_age_seconds', 'hold-expiry');
    expect(age).toBeGreaterThanOrEqual(90);
    expect(await valueOf('greenroom_due_work_age_seconds', 'webhook-delivery')).toBe(0);
  });
});
