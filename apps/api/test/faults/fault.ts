import type { World } from './world.ts';

/** A part of an interview's life in which something goes wrong. */
export type Phase = 'booking' | 'paying' | 'changing' | 'reminding' | 'meeting';

/** Something that goes wrong. It is taken back by {@link World.heal}. */
export interface Fault {
  readonly name: string;
  /** A phase is healed from it before the next one begins. */
  readonly alone?: true;
  /** Whether there is what it comes upon; always, unless said. */
  isPossible?(world: World): boolean;
  inject(world: World): Promise<void> | void;
  /** What else goes wrong once the work of the phase was asked for. */
  meanwhile?(world: World): Promise<void>;
}
