import { describe, expect, it } from '@jest/globals';
import { weekDays, weekQuery } from './week';

const dateIn = (zone: string) => (instant: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(instant));
const slot = (startsAt: string) => ({ startsAt, endsAt: startsAt, interviewerIds: [] });

describe('weekQuery', () => {
  it('never asks for the past', () => {
    const now = Date.parse('2026-11-22T10:00:00Z');
    expect(weekQuery(now, 0).from).toBe('2026-11-22T10:00:00.000Z');
  });

  it('covers the week with a day to spare on both sides, within the 31 days that the API answers', () => {
    const now = Date.parse('2026-11-22T10:00:00Z');
    const { from, to } = weekQuery(now, 3);
    expect(from).toBe('2026-12-12T10:00:00.000Z');
    expect(to).toBe('2026-12-21T10:00:00.000Z');
  });
});

describe('weekDays', () => {
  it('has seven days in a row across a change to winter time', () => {
    const days = weekDays('2026-10-23', 0, [], dateIn('Europe/Berlin'));
    expect(days.map(({ date }) => date)).toEqual([
      '2026-10-23',
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
      '2026-10-27',
      '2026-10-28',
      '2026-10-29',
    ]);
  });

  it("puts a slot on the viewer's day, not on UTC's", () => {
    const late = slot('2026-11-23T23:30:00.000Z');
    const dayOf = (zone: string) =>
      weekDays('2026-11-22', 0, [late], dateIn(zone)).find(({ slots }) => slots.length > 0)?.date;
    expect(dayOf('Europe/London')).toBe('2026-11-23');
    expect(dayOf('Europe/Berlin')).toBe('2026-11-24');
    expect(dayOf('America/New_York')).toBe('2026-11-23');
  });

  it('leaves out slots of the days around the week', () => {
    const days = weekDays('2026-11-22', 0, [slot('2026-11-29T12:00:00.000Z')], dateIn('UTC'));
    expect(days.every(({ slots }) => slots.length === 0)).toBe(true);
  });
});
