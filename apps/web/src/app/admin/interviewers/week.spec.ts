import { describe, expect, it } from '@jest/globals';
import { interviewerInputSchema, type WeeklyHours } from '@greenroom/contracts';
import fc from 'fast-check';
import {
  addRange,
  changeRange,
  copyDay,
  hasProblems,
  minuteOf,
  minutesPerWeek,
  problemsOfDay,
  removeRange,
  timeText,
  type Week,
  weeklyHoursOf,
  weekOf,
  WORKING_DAYS,
} from './week';

const FREE: Week = weekOf([]);
const hours = (weekday: number, from: number, to: number): WeeklyHours => ({
  weekday,
  startMinute: from * 60,
  endMinute: to * 60,
});

/** Weeks that the API could have sent: ranges that do not overlap, in any order. */
const storedHours = fc
  .array(
    fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      slot: fc.integer({ min: 0, max: 11 }),
      length: fc.integer({ min: 1, max: 120 }),
    }),
    { maxLength: 30 },
  )
  .map((drawn) => {
    const bySlot = new Map(drawn.map((entry) => [`${entry.weekday}/${entry.slot}`, entry]));
    return [...bySlot.values()].map(({ weekday, slot, length }) => ({
      weekday,
      startMinute: slot * 120,
      endMinute: slot * 120 + length,
    }));
  });

describe('weekly hours', () => {
  it('survive being edited without a change', () => {
    fc.assert(
      fc.property(storedHours, (stored) => {
        const sorted = [...stored].sort((a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute);
        expect(weeklyHoursOf(weekOf(stored))).toEqual(sorted);
        expect(hasProblems(weekOf(stored))).toBe(false);
      }),
    );
  });

  it('without a problem are taken by the API, whatever was added, copied and removed', () => {
    const day = fc.integer({ min: 0, max: 6 });
    const step = fc.oneof(
      day.map((at) => (week: Week) => addRange(week, at)),
      fc.tuple(day, fc.nat(3)).map(
        ([at, index]) =>
          (week: Week) =>
            removeRange(week, at, index),
      ),
      day.map((at) => (week: Week) => copyDay(week, at, WORKING_DAYS)),
      fc.tuple(day, fc.nat(3), fc.nat(1439)).map(
        ([at, index, start]) =>
          (week: Week) =>
            changeRange(week, at, index, { start }),
      ),
    );
    fc.assert(
      fc.property(storedHours, fc.array(step, { maxLength: 12 }), (stored, steps) => {
        const week = steps.reduce((current, change) => change(current), weekOf(stored));
        fc.pre(!hasProblems(week));
        expect(interviewerInputSchema.shape.weeklyHours.safeParse(weeklyHoursOf(week)).success).toBe(true);
      }),
    );
  });

  it('suggest nine to five on a free day, then a range after a break, then an empty one', () => {
    const once = addRange(FREE, 0);
    expect(weeklyHoursOf(once)).toEqual([hours(1, 9, 17)]);
    expect(weeklyHoursOf(addRange(once, 0))).toEqual([hours(1, 9, 17), hours(1, 18, 21)]);
    const late = weekOf([hours(1, 9, 24)]);
    expect(addRange(late, 0)[0]?.[1]).toEqual({ start: null, end: null });
  });

  it('copy a day to the working days and leave the weekend alone', () => {
    const week = copyDay(weekOf([hours(2, 8, 12), hours(6, 10, 11)]), 1, WORKING_DAYS);
    expect(weeklyHoursOf(week)).toEqual([
      ...[1, 2, 3, 4, 5].map((weekday) => hours(weekday, 8, 12)),
      hours(6, 10, 11),
    ]);
  });

  it('name what is wrong with a range', () => {
    const ranges = [
      { start: 540, end: 720 },
      { start: 600, end: 660 },
      { start: 800, end: 790 },
      { start: null, end: 900 },
      { start: 720, end: 730 },
    ];
    expect(problemsOfDay(ranges)).toEqual([null, 'overlap', 'order', 'incomplete', null]);
    expect(minutesPerWeek([ranges, [], [], [], [], [], []])).toBe(190);
  });

  it('reach until midnight, which a time field shows as 00:00', () => {
    expect(timeText(1440)).toBe('00:00');
    expect(minuteOf('00:00', 'end')).toBe(1440);
    expect(minuteOf('00:00', 'start')).toBe(0);
    expect(minuteOf('', 'start')).toBeNull();
    expect(timeText(null)).toBe('');
    expect(timeText(570)).toBe('09:30');
  });
});
