import { expect, it } from '@jest/globals';
import { type DueWork, wakeUpJobId } from './due-work.ts';
import { DueWorkRegistry } from './due-work-registry.ts';

const work = (kind: string): DueWork => ({
  kind,
  lane: 'prompt',
  due: () => Promise.resolve([]),
  backlog: () => Promise.resolve({ due: 0, oldestDueAt: null, ahead: 0, parked: null }),
  run: () => Promise.resolve(),
});

it('finds due work by its kind', () => {
  const registry = new DueWorkRegistry();
  const reminder = work('reminder');
  registry.register(reminder);
  expect(registry.find('reminder')).toBe(reminder);
  expect(registry.find('other')).toBeUndefined();
  expect(registry.all()).toEqual([reminder]);
});

it('refuses a second handler for a kind', () => {
  const registry = new DueWorkRegistry();
  registry.register(work('reminder'));
  expect(() => registry.register(work('reminder'))).toThrow('Two handlers for the due work "reminder"');
});

it('makes one job of a row, with an id that the queue takes', () => {
  expect(wakeUpJobId({ kind: 'message', id: '7' })).toBe('message.7');
});
