import type { Fault, Phase } from './fault.ts';
import * as outside from './outside-faults.ts';
import { frozenWorker, kill, killWithinDialogue, wrongClocks } from './process-faults.ts';
import { databaseFaults, queueFaults } from './store-faults.ts';
import type { World } from './world.ts';

const always: readonly Fault[] = [
  ...queueFaults,
  ...databaseFaults,
  ...wrongClocks,
  frozenWorker,
  killWithinDialogue,
  outside.replayedEvents,
];

const OF_PHASE: Readonly<Record<Phase, readonly Fault[]>> = {
  booking: [...outside.providerFaults, ...databaseFaults, ...queueFaults, ...wrongClocks],
  paying: [...always, ...outside.mailFaults, ...outside.webhookFaults, ...outside.endpointFaults],
  changing: [...always, ...outside.mailFaults, ...outside.providerFaults, ...outside.endpointFaults],
  reminding: [...always, ...outside.mailFaults],
  meeting: [...always, ...outside.mailFaults, ...outside.presenceFaults],
};

/** What goes wrong in the phase that comes after so many others: a kill in every second one. */
export function chooseFault(world: World, phase: Phase, before: number): Fault {
  const { random } = world;
  if (before % 2 === 0) {
    const process = phase === 'reminding' ? 'worker' : random.pick<'api' | 'worker'>(['api', 'worker']);
    return kill(random, process);
  }
  const [first, ...others] = OF_PHASE[phase].filter(({ isPossible }) => isPossible?.(world) ?? true);
  if (!first) throw new Error(`Nothing can go wrong in the phase ${phase}`);
  return random.pick([first, ...others]);
}
