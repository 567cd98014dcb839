import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { WorkflowFacts } from './workflow-conditions.ts';
import { dueUnlessPast, forecast, type ForecastStep, instantOf, waitsUntil } from './workflow-plan.ts';

const times = { startsAt: new Date('2026-11-24T14:00:00Z'), endsAt: new Date('2026-11-24T14:45:00Z') };
const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
const facts = { status: 'scheduled', 'minutes-to-start': 0 } as unknown as WorkflowFacts;

describe('an offset', () => {
  it('counts from the start or the end', () => {
    expect(instantOf({ anchor: 'start', minutes: -10 }, times)).toEqual(at('13:50'));
    expect(instantOf({ anchor: 'end', minutes: 15 }, times)).toEqual(at('15:00'));
  });

  it('is elapsed time: a day before is 24 hours before, also when the clocks change in between', () => {
    // Europe/Berlin goes back an hour on 2026-10-25.
    const startsAt = new Date('2026-10-25T15:00:00+01:00');
    const day = instantOf({ anchor: 'start', minutes: -1440 }, { startsAt, endsAt: startsAt });
    expect(day).toEqual(new Date('2026-10-24T16:00:00+02:00'));
  });

  it('is due unless it has passed', () => {
    const reminder = { anchor: 'start', minutes: -60 } as const;
    expect(dueUnlessPast(reminder, times, at('12:59'))).toEqual(at('13:00'));
    expect(dueUnlessPast(reminder, times, at('13:00'))).toEqual(at('13:00'));
    expect(dueUnlessPast(reminder, times, at('13:01'))).toBeNull();
  });
});

describe('waiting', () => {
  it('goes on for a time, or until a moment of the interview', () => {
    expect(waitsUntil({ kind: 'wait-for', minutes: 30 }, at('13:00'), times)).toEqual(at('13:30'));
    expect(waitsUntil({ kind: 'wait-until', anchor: 'end', minutes: 5 }, at('13:00'), times)).toEqual(
      at('14:50'),
    );
    expect(waitsUntil({ kind: 'none' }, at('13:00'), times)).toEqual(at('13:00'));
  });

  it('is never into the past', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000, max: 10_000 }),
        fc.constantFrom('start', 'end'),
        (minutes, anchor) => {
          const from = at('14:10');
          const until = waitsUntil({ kind: 'wait-until', anchor, minutes } as const, from, times);
          expect(until.getTime()).toBeGreaterThanOrEqual(from.getTime());
        },
      ),
    );
  });
});

describe('a forecast', () => {
  const act: ForecastStep = { timing: { kind: 'none' }, conditions: [], stops: false };
  const wait = (minutes: number): ForecastStep => ({ ...act, timing: { kind: 'wait-for', minutes } });
  const never = { field: 'status', operator: 'is', value: 'completed' } as const;

  it('gives each step its time, after those that wait before it', () => {
    const steps = forecast([act, wait(60), act, wait(30), act], at('12:00'), times, () => facts);
    expect(steps).toEqual(
      ['12:00', '13:00', '13:00', '13:30', '13:30'].map((time) => ({ outcome: 'done', at: at(time) })),
    );
  });

  it('leaves out what its conditions forbid, without waiting for it', () => {
    const skipped = { ...wait(60), conditions: [never] };
    expect(forecast([skipped, act], at('12:00'), times, () => facts)).toEqual([
      { outcome: 'skipped', at: at('12:00'), failing: never },
      { outcome: 'done', at: at('12:00') },
    ]);
  });

  it('does not get past a step that stops, unless that is left out', () => {
    const stop = { ...act, stops: true };
    expect(forecast([stop, act], at('12:00'), times, () => facts)).toEqual([
      { outcome: 'done', at: at('12:00') },
      { outcome: 'unreachable' },
    ]);
    const unless = { ...stop, conditions: [never] };
    expect(forecast([unless, act], at('12:00'), times, () => facts).at(-1)).toEqual({
      outcome: 'done',
      at: at('12:00'),
    });
  });

  it('asks for the facts of the moment of each turn', () => {
    const early = { field: 'minutes-to-start', operator: 'at-least', value: 90 } as const;
    const factsAt = (moment: Date): WorkflowFacts => ({
      ...facts,
      'minutes-to-start': (times.startsAt.getTime() - moment.getTime()) / 60_000,
    });
    const steps = forecast(
      [{ ...act, conditions: [early] }, wait(60), { ...act, conditions: [early] }],
      at('12:00'),
      times,
      factsAt,
    );
    expect(steps.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'skipped']);
  });
});
