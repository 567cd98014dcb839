import { describe, expect, it } from '@jest/globals';
import type { WeeklyHours } from '@greenroom/contracts';
import fc from 'fast-check';
import { freeSlots, isFreeAt, isFreeNow, isUndisturbed, mergeSlots, type Availability } from './slots.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const utc = (text: string) => Date.parse(`${text}Z`);
const shown = (instants: readonly number[]) =>
  instants.map((instant) => new Date(instant).toISOString().slice(0, 16));
const everyDay = (startMinute: number, endMinute: number): WeeklyHours[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute, endMinute }));

const available = (overrides: Partial<Availability> = {}): Availability => ({
  weeklyHours: everyDay(9 * 60, 12 * 60),
  timeZone: 'Europe/Berlin',
  busy: [],
  bufferMinutes: 0,
  minimumNoticeMinutes: 0,
  ...overrides,
});

const ask = (day: string, overrides: { durationMinutes?: number; days?: number; now?: number } = {}) => ({
  durationMinutes: overrides.durationMinutes ?? 60,
  from: utc(`${day}T00:00`),
  to: utc(`${day}T00:00`) + (overrides.days ?? 1) * DAY,
  now: overrides.now ?? utc('2020-01-01T00:00'),
});

describe('free slots', () => {
  it('begin every half hour inside the hours, as long as the whole interview fits', () => {
    expect(shown(freeSlots(available(), ask('2026-01-12')))).toEqual([
      '2026-01-12T08:00',
      '2026-01-12T08:30',
      '2026-01-12T09:00',
      '2026-01-12T09:30',
      '2026-01-12T10:00',
    ]);
  });

  it('keep the buffer before and after what is taken', () => {
    const busy = [{ start: utc('2026-01-12T09:00'), end: utc('2026-01-12T10:00') }];
    expect(shown(freeSlots(available({ busy }), ask('2026-01-12')))).toEqual([
      '2026-01-12T08:00',
      '2026-01-12T10:00',
    ]);
    expect(freeSlots(available({ busy, bufferMinutes: 1 }), ask('2026-01-12'))).toEqual([]);
  });

  it('begin after the minimum notice, the edge included', () => {
    const slots = freeSlots(
      available({ minimumNoticeMinutes: 60 }),
      ask('2026-01-12', { now: utc('2026-01-12T08:30') }),
    );
    expect(shown(slots)).toEqual(['2026-01-12T09:30', '2026-01-12T10:00']);
  });

  it('go on over midnight when the hours of two days meet there', () => {
    const night = [
      { weekday: 1, startMinute: 23 * 60, endMinute: 1440 },
      { weekday: 2, startMinute: 0, endMinute: 60 },
    ];
    const slots = freeSlots(
      available({ weeklyHours: night, timeZone: 'UTC' }),
      ask('2026-01-12', { days: 2 }),
    );
    expect(shown(slots)).toEqual(['2026-01-12T23:00', '2026-01-12T23:30', '2026-01-13T00:00']);
  });

  it('are none without hours, in an empty range, or when notice goes beyond the range', () => {
    expect(freeSlots(available({ weeklyHours: [] }), ask('2026-01-12'))).toEqual([]);
    expect(freeSlots(available(), ask('2026-01-12', { days: 0 }))).toEqual([]);
    expect(freeSlots(available(), ask('2026-01-12', { now: utc('2026-01-13T00:00') }))).toEqual([]);
  });
});

describe('daylight saving', () => {
  it('leaves 09:00 at 09:00 on both sides of a change', () => {
    const firsts = ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25'].map(
      (day) => shown(freeSlots(available(), ask(day)))[0],
    );
    expect(firsts).toEqual(['2026-03-28T08:00', '2026-03-29T07:00', '2026-10-24T07:00', '2026-10-25T08:00']);
  });

  it('offers no time that the change skips', () => {
    const night = available({ weeklyHours: everyDay(60, 4 * 60) });
    const slots = freeSlots(night, ask('2026-03-29', { durationMinutes: 30, days: 0.5 }));
    // 01:00 and 01:30 in winter time, then 03:00 and 03:30 in summer time: 02:00 and 02:30 do not exist.
    expect(shown(slots)).toEqual([
      '2026-03-29T00:00',
      '2026-03-29T00:30',
      '2026-03-29T01:00',
      '2026-03-29T01:30',
    ]);
  });

  it('offers a time that the change repeats only once', () => {
    const night = available({ weeklyHours: everyDay(2 * 60, 3 * 60 + 30) });
    const slots = freeSlots(night, ask('2026-10-25', { durationMinutes: 30 }));
    // 02:00 and 02:30 in summer time; in winter time 03:00 only.
    expect(shown(slots)).toEqual(['2026-10-25T00:00', '2026-10-25T00:30', '2026-10-25T02:00']);
  });

  it('knows that a repeated time was already offered before the range', () => {
    const night = available({ weeklyHours: everyDay(2 * 60, 3 * 60) });
    const secondPass = { ...ask('2026-10-25', { durationMinutes: 30 }), from: utc('2026-10-25T01:00') };
    expect(freeSlots(night, secondPass)).toEqual([]);
  });

  it('changes by half an hour on Lord Howe', () => {
    const night = available({ weeklyHours: everyDay(60, 150), timeZone: 'Australia/Lord_Howe' });
    const slots = freeSlots(night, {
      ...ask('2026-04-04', { durationMinutes: 30 }),
      to: utc('2026-04-04T18:00'),
    });
    // 01:00 and 01:30 at +11:00; the clock goes from 02:00 back to 01:30; 02:00 at +10:30.
    expect(shown(slots)).toEqual(['2026-04-04T14:00', '2026-04-04T14:30', '2026-04-04T15:30']);
  });

  it('follows zones that are off by half and quarter hours', () => {
    const first = (timeZone: string) => shown(freeSlots(available({ timeZone }), ask('2026-01-12')))[0];
    expect(first('Asia/Kolkata')).toBe('2026-01-12T03:30');
    expect(first('Asia/Kathmandu')).toBe('2026-01-12T03:15');
  });
});

/** What a clock on the wall shows, by the runtime's own Intl: independent of the code under test. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const walls = new Map<string, { day: string; weekday: number; minute: number }>();
const wallAt = (timeZone: string, instant: number) => {
  const key = `${timeZone} ${instant}`;
  const known = walls.get(key);
  if (known) return known;
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  clocks.set(timeZone, clock);
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  const wall = {
    day: `${part.year}-${part.month}-${part.day}`,
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part.weekday ?? '') + 1,
    minute: Number(part.hour) * 60 + Number(part.minute),
  };
  walls.set(key, wall);
  return wall;
};

/** Grain of the generated cases and of the oracle, in milliseconds. */
const GRAIN = 15 * MINUTE;

const worksAt = ({ weeklyHours, timeZone }: Availability, instant: number) => {
  const { weekday, minute } = wallAt(timeZone, instant);
  return weeklyHours.find(
    (hours) => hours.weekday === weekday && hours.startMinute <= minute && minute < hours.endMinute,
  );
};

const clear = (availability: Availability, start: number, end: number) => {
  const buffer = availability.bufferMinutes * MINUTE;
  const worksThrough = Array.from({ length: (end - start) / GRAIN }, (_, k) => start + k * GRAIN).every(
    (instant) => worksAt(availability, instant),
  );
  return (
    worksThrough &&
    availability.busy.every((busy) => busy.end + buffer <= start || end + buffer <= busy.start)
  );
};

/** The definition, word by word, and slow: look at the clock at every grain of time. */
const naiveSlots = (
  availability: Availability,
  question: { durationMinutes: number; from: number; to: number; now: number },
) => {
  const slots: number[] = [];
  for (let start = question.from; start < question.to; start += GRAIN) {
    if (start < question.now + availability.minimumNoticeMinutes * MINUTE) continue;
    const hours = worksAt(availability, start);
    const wall = wallAt(availability.timeZone, start);
    if (!hours || (wall.minute - hours.startMinute) % 30 !== 0) continue;
    const shownBefore = Array.from({ length: 12 }, (_, k) => start - (k + 1) * GRAIN).some((earlier) => {
      const then = wallAt(availability.timeZone, earlier);
      return then.day === wall.day && then.minute === wall.minute;
    });
    if (!shownBefore && clear(availability, start, start + question.durationMinutes * MINUTE))
      slots.push(start);
  }
  return slots;
};

/** Zones with the changes of their clocks, as the day before each (UTC). */
const changes = [
  { timeZone: 'Europe/Berlin', day: '2026-03-28' },
  { timeZone: 'Europe/Berlin', day: '2026-10-24' },
  { timeZone: 'America/New_York', day: '2026-03-07' },
  { timeZone: 'America/New_York', day: '2026-10-31' },
  { timeZone: 'Australia/Lord_Howe', day: '2026-04-03' },
  { timeZone: 'Australia/Lord_Howe', day: '2026-10-02' },
  { timeZone: 'Pacific/Chatham', day: '2026-04-03' },
  { timeZone: 'Asia/Kolkata', day: '2026-06-01' },
  { timeZone: 'Asia/Kathmandu', day: '2026-06-01' },
  { timeZone: 'UTC', day: '2026-06-01' },
];

const quarter = (maximum: number) => fc.nat(maximum / 15).map((quarters) => quarters * 15);

/** Hours of a weekday that neither overlap nor touch: touching ones count as one and have one grid. */
const dayHours = fc.uniqueArray(quarter(1440), { minLength: 2, maxLength: 6 }).map((edges) => {
  const sorted = edges.sort((a, b) => a - b);
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, k) => ({
    startMinute: sorted[2 * k] ?? 0,
    endMinute: sorted[2 * k + 1] ?? 0,
  }));
});
const weeklyHours = fc
  .tuple(
    ...[1, 2, 3, 4, 5, 6, 7].map((weekday) =>
      dayHours.map((day) => day.map((hours) => ({ weekday, ...hours }))),
    ),
  )
  .map((days) => days.flat());

const situation = fc
  .record({
    change: fc.constantFrom(...changes),
    weeklyHours: fc.oneof(weeklyHours, fc.constant(everyDay(0, 1440))),
    busy: fc.array(fc.record({ at: quarter(3 * 1440), minutes: quarter(180) }), { maxLength: 6 }),
    bufferMinutes: fc.constantFrom(0, 15, 30),
    minimumNoticeMinutes: fc.constantFrom(0, 60, 720),
    durationMinutes: fc.constantFrom(15, 30, 45, 60, 90),
    fromMinute: quarter(1440),
    nowMinute: fc.integer({ min: -3000, max: 1440 }),
  })
  .map(({ change, busy, durationMinutes, fromMinute, nowMinute, ...rest }) => {
    const origin = utc(`${change.day}T00:00`);
    const availability: Availability = {
      ...rest,
      timeZone: change.timeZone,
      busy: busy.map(({ at, minutes }) => ({
        start: origin + at * MINUTE,
        end: origin + (at + minutes + 15) * MINUTE,
      })),
    };
    const from = origin + fromMinute * MINUTE;
    return {
      availability,
      question: { durationMinutes, from, to: origin + 3 * DAY, now: origin + nowMinute * MINUTE },
    };
  });

describe('properties of free slots', () => {
  it('are what looking at the clock minute by minute finds', () => {
    fc.assert(
      fc.property(situation, ({ availability, question }) => {
        expect(shown(freeSlots(availability, question))).toEqual(shown(naiveSlots(availability, question)));
      }),
      { numRuns: 150 },
    );
  });

  it('do not depend on how a range is cut', () => {
    fc.assert(
      fc.property(
        situation,
        fc.integer({ min: 0, max: 3 * 1440 }),
        ({ availability, question }, cutMinute) => {
          const cut = Math.min(question.from + cutMinute * MINUTE, question.to);
          const parts = [
            ...freeSlots(availability, { ...question, to: cut }),
            ...freeSlots(availability, { ...question, from: cut }),
          ];
          expect(parts).toEqual(freeSlots(availability, question));
        },
      ),
    );
  });

  it('are the starts for which the single check says yes', () => {
    fc.assert(
      fc.property(situation, fc.nat(3 * 96), ({ availability, question }, step) => {
        const startsAt = question.from + step * GRAIN;
        const offered = freeSlots(availability, { ...question, to: question.to + DAY }).includes(startsAt);
        if (startsAt < question.to) expect(isFreeAt(availability, { ...question, startsAt })).toBe(offered);
      }),
    );
  });

  it('are undisturbed by what is taken', () => {
    fc.assert(
      fc.property(situation, ({ availability, question }) => {
        for (const start of freeSlots(availability, question)) {
          expect(isUndisturbed(availability, { start, end: start + question.durationMinutes * MINUTE })).toBe(
            true,
          );
        }
      }),
    );
  });
});

describe('free now', () => {
  const morning = { ...available({ minimumNoticeMinutes: 600 }), acceptsInstant: true };
  const freeNow = (time: string, overrides: Partial<typeof morning> = {}) =>
    isFreeNow({ ...morning, ...overrides }, { durationMinutes: 60, now: utc(`2026-01-12T${time}`) });

  it('asks neither for notice nor for the grid', () => {
    expect(freeNow('08:00')).toBe(true);
    expect(freeNow('09:07:33.123')).toBe(true);
  });

  it('wants the whole interview inside the hours', () => {
    expect(freeNow('07:59:59.999')).toBe(false);
    expect(freeNow('10:00')).toBe(true);
    expect(freeNow('10:00:00.001')).toBe(false);
  });

  it('keeps the buffer to what is taken', () => {
    const busy = [{ start: utc('2026-01-12T10:00'), end: utc('2026-01-12T10:30') }];
    expect(freeNow('09:00', { busy })).toBe(true);
    expect(freeNow('09:00', { busy, bufferMinutes: 10 })).toBe(false);
    expect(freeNow('08:50', { busy, bufferMinutes: 10 })).toBe(true);
  });

  it('is only for interviewers who accept it', () => {
    expect(freeNow('09:00', { acceptsInstant: false })).toBe(false);
    expect(freeNow('09:00', { weeklyHours: [] })).toBe(false);
  });

  it('agrees with looking at the clock', () => {
    fc.assert(
      fc.property(situation, fc.nat(96), ({ availability, question }, step) => {
        const now = question.from + step * GRAIN;
        const expected = clear(availability, now, now + question.durationMinutes * MINUTE);
        expect(isFreeNow({ ...availability, acceptsInstant: true }, { ...question, now })).toBe(expected);
      }),
    );
  });
});

describe('merged slots', () => {
  it('are ordered, each start once, with everybody who is free then', () => {
    expect(
      mergeSlots(
        [
          { interviewerId: 'ada', starts: [2 * HOUR, 4 * HOUR] },
          { interviewerId: 'ben', starts: [HOUR, 2 * HOUR] },
        ],
        30,
      ),
    ).toEqual([
      { startsAt: HOUR, endsAt: 1.5 * HOUR, interviewerIds: ['ben'] },
      { startsAt: 2 * HOUR, endsAt: 2.5 * HOUR, interviewerIds: ['ada', 'ben'] },
      { startsAt: 4 * HOUR, endsAt: 4.5 * HOUR, interviewerIds: ['ada'] },
    ]);
  });
});
