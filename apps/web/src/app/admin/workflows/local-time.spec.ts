import { describe, expect, it } from '@jest/globals';
import { instantOfLocalTime, localTimeOf } from './local-time';

describe('a local time', () => {
  it.each([
    ['Europe/Berlin', '2026-11-25T10:30', '2026-11-25T09:30:00.000Z'],
    ['Asia/Kolkata', '2026-11-25T00:10', '2026-11-24T18:40:00.000Z'],
    ['America/New_York', '2026-07-01T23:59', '2026-07-02T03:59:00.000Z'],
  ])('of %s is one instant', (zone, local, instant) => {
    expect(instantOfLocalTime(local, zone)).toBe(instant);
    expect(localTimeOf(Date.parse(instant), zone)).toBe(local);
  });

  it('that clocks show twice is meant the first time', () => {
    expect(instantOfLocalTime('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('that clocks skip is the time to which they skip', () => {
    expect(instantOfLocalTime('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('is null for what is none', () => {
    expect(instantOfLocalTime('', 'Europe/Berlin')).toBeNull();
    expect(instantOfLocalTime('tomorrow', 'Europe/Berlin')).toBeNull();
  });
});
