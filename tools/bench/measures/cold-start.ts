import { setTimeout as delay } from 'node:timers/promises';
import { atMost, type Row } from '../row.ts';
import { median } from '../statistics.ts';
import type { Testbed } from '../testbed.ts';

/** Interviews in the database. */
const SIZE = 10_000;
const START_LIMIT_MS = 1_500;
const MEMORY_LIMIT_MB = 150;

const KINDS = ['api', 'bare'] as const;
type Kind = (typeof KINDS)[number];

/** How long a server is left alone before its memory is read, in milliseconds. */
const IDLE_MS = 1_000;

const BYTES_PER_MB = 1e6;

/** From spawning the API to its first `/health/ready`, and its memory when nobody asks for anything. */
export async function coldStart(testbed: Testbed): Promise<Row[]> {
  const { env } = await testbed.site(SIZE);
  const starts: Record<Kind, number[]> = { api: [], bare: [] };
  const memory: Record<Kind, number[]> = { api: [], bare: [] };
  for (let round = 0; round < testbed.effort.rounds; round += 1) {
    for (const kind of KINDS) {
      const server = await testbed.servers.start(kind, env);
      starts[kind].push(server.startMs);
      await delay(IDLE_MS);
      memory[kind].push(server.residentBytes() / BYTES_PER_MB);
      await server.stop();
    }
  }
  const start = median(starts.api);
  const resident = median(memory.api);
  return [
    {
      what: 'cold start of the API: process to first /health/ready',
      unit: 'ms',
      measured: start,
      yardstick: { name: 'node:http + pg', value: median(starts.bare) },
      goals: [atMost(start, START_LIMIT_MS, 'ms')],
      details: { rounds: starts.api, yardstickRounds: starts.bare },
    },
    {
      what: 'memory of the idle API (resident)',
      unit: 'MB',
      measured: resident,
      yardstick: { name: 'node:http + pg', value: median(memory.bare) },
      goals: [atMost(resident, MEMORY_LIMIT_MB, 'MB')],
      details: { rounds: memory.api, yardstickRounds: memory.bare },
    },
  ];
}
