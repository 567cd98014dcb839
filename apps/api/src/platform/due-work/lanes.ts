import type { WorkLane } from '@greenroom/contracts';

/**
 * Due work that waits for the same thing shares a lane: a queue, and so many places in each worker. A server outside that answers slowly
 * fills the places of its own lane and holds up nobody else.
 */
const PLACES = {
  /** Asks the database alone. */
  prompt: 8,
  /** Talks to the mail server. */
  mail: 8,
  /** Talks to other servers outside. */
  outside: 8,
} as const satisfies Record<WorkLane, number>;

export type Lane = keyof typeof PLACES;

export const LANES = Object.keys(PLACES) as readonly Lane[];

/** How many rows of a lane a worker has in hand at once. */
export const placesOf = (lane: Lane): number => PLACES[lane];

/** Name of the queue that carries the wake-ups of a lane. */
export const queueNameOf = (lane: Lane): string => `due-work-${lane}`;

/** Injection token of every lane's queue, by lane. */
export const LANE_QUEUES = Symbol('LaneQueues');
