import type { PresenceEvent } from '@greenroom/contracts';
import { roomOf, Signalling } from '../support/conference.ts';
import { LONG_MS, waitFor } from '../support/wait-for.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const SIDES = ['candidate', 'interviewer'] as const;
const MEETING_MINUTES = 40;

/** Later than they happened; within the time for which a side is waited for. */
const LATE_MINUTES = 10;

interface Room {
  readonly room: ReturnType<typeof roomOf>;
  readonly begin: Date;
}

/** Both sides come to some interviews, and go again after a while; the signalling server tells it the way the test says. */
export async function meet(world: World, rows: readonly Parameters<typeof roomOf>[0][]): Promise<void> {
  const begin = world.now;
  const after = (minutes: number) => new Date(begin.getTime() + minutes * MINUTE_MS);
  const rooms = rows.map((row): Room => ({ room: roomOf(row), begin }));
  const tell = (what: 'joined' | 'left') => Promise.all(rooms.map((room) => report(world, room, what)));
  const { presence } = world;

  if (presence === 'late') await world.moveTo(after(LATE_MINUTES));
  if (presence !== 'out of order') await tell('joined');
  await world.moveTo(after(MEETING_MINUTES));
  await tell('left');
  if (presence === 'out of order') await tell('joined');

  for (const { room } of rooms)
    for (const occupantId of SIDES)
      world.acknowledged.push({
        kind: 'present',
        interviewId: room.id,
        occupantId,
        joinedAt: begin.getTime(),
      });
}

async function report(world: World, { room, begin }: Room, what: 'joined' | 'left'): Promise<void> {
  const [second, told] = what === 'joined' ? [0, 0] : [MEETING_MINUTES * 60, SIDES.length];
  const events = new Signalling(world.application, room, begin);
  const reports = SIDES.map((side, index) => events[what](side, { second, sequence: told + index + 1 }));
  if (world.presence === 'out of order') reports.reverse();
  const copies = world.presence === 'twice' ? [reports, reports] : [reports];
  await Promise.all(copies.map((copy) => untilTaken(world, { room, begin }, copy)));
}

/** As the signalling server does: again, until it is answered with success. */
async function untilTaken(
  world: World,
  { room, begin }: Room,
  events: readonly PresenceEvent[],
): Promise<void> {
  const report = async () => {
    const api = world.fleet.api();
    if (!api) return false;
    const behindApi = { ...world.application, url: api.url, visitor: () => api.visitor() };
    const { status } = await new Signalling(behindApi, room, begin)
      .report(...events)
      .catch(() => ({ status: 0 }));
    return status >= 200 && status < 300;
  };
  await waitFor('an answer to what the room tells', report, LONG_MS);
}
