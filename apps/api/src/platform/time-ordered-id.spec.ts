import { expect, it } from '@jest/globals';
import { timeOrderedId } from './time-ordered-id.ts';

const now = new Date('2026-11-25T02:00:00.123Z');

it('is a UUID of version 7', () => {
  expect(timeOrderedId(now)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('begins with its time, in milliseconds', () => {
  const digits = timeOrderedId(now).replaceAll('-', '').slice(0, 12);
  expect(Number.parseInt(digits, 16)).toBe(now.getTime());
});

it('sorts by time, and by order within a millisecond', () => {
  const ids = Array.from({ length: 50 }, () => timeOrderedId(now));
  ids.push(timeOrderedId(new Date(now.getTime() + 1)));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(51);
});
