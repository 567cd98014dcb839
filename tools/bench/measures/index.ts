import type { Row } from '../row.ts';
import type { Testbed } from '../testbed.ts';
import { apiOverhead } from './api-overhead.ts';
import { coldStart } from './cold-start.ts';
import { engine } from './engine.ts';
import { growth } from './growth.ts';
import { joining } from './joining.ts';
import { routeWeight } from './route-weight.ts';
import { slotRace } from './slot-race.ts';

/** Everything that is measured, in order, by the names that `--only` knows. */
export const MEASURES: Readonly<Record<string, (testbed: Testbed) => Promise<Row[]>>> = {
  weight: routeWeight,
  join: joining,
  overhead: apiOverhead,
  race: slotRace,
  engine,
  start: coldStart,
  growth,
};
