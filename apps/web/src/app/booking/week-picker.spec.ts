import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { platformFor } from '../../../test-support/providers';
import { WeekPicker } from './week-picker';

const early = '2026-11-23T10:00:00.000Z';
const late = '2026-11-23T12:30:00.000Z';

describe('a week of times', () => {
  let fixture: ComponentFixture<WeekPicker>;
  let chosen: string[];

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: platformFor() });
    fixture = TestBed.createComponent(WeekPicker);
    for (const [name, value] of Object.entries({
      texts: 'place',
      name: 'time',
      days: [
        { date: '2026-11-23', slots: [{ startsAt: early }, { startsAt: late }] },
        { date: '2026-11-24', slots: [] },
      ],
      state: 'ready',
      time: late,
      zone: 'Asia/Kolkata',
      week: 0,
      lastWeek: 1,
      day: '2026-11-23',
    }))
      fixture.componentRef.setInput(name, value);
    chosen = [];
    fixture.componentInstance.choose.subscribe((time) => chosen.push(time));
    await fixture.whenStable();
  });

  const page = () => fixture.nativeElement as HTMLElement;
  const button = (label: string) =>
    page().querySelector<HTMLButtonElement>(`button[aria-label="place.${label}"]`);

  it('shows the times of a day in the zone that is asked for, with the chosen one', () => {
    const times = [...page().querySelectorAll('.slots label')];
    expect(times.map(({ textContent }) => textContent.trim())).toEqual(['3:30 PM', '6:00 PM']);
    expect(page().querySelector<HTMLInputElement>('input:checked')?.value).toBe(late);
    page().querySelector<HTMLInputElement>(`input[value="${early}"]`)?.click();
    expect(chosen).toEqual([early]);
  });

  it('shows the same times as a list', async () => {
    page().querySelector<HTMLButtonElement>('.as-list')?.click();
    await fixture.whenStable();
    const options = [...page().querySelectorAll('option')].map(({ textContent }) => textContent.trim());
    expect(options).toHaveLength(3);
    expect(options[2]).toContain('6:00 PM');
    expect(page().querySelector('select')?.value).toBe(late);
  });

  it('goes from the first week to the last and back', async () => {
    expect(button('week-before')?.disabled).toBe(true);
    button('week-next')?.click();
    await fixture.whenStable();
    expect(fixture.componentInstance.week()).toBe(1);
    expect(button('week-next')?.disabled).toBe(true);
  });

  it('says in the words of its place that it loads, failed, or has nothing', async () => {
    const told = async (inputs: object) => {
      for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
      await fixture.whenStable();
      return page().innerHTML;
    };
    expect(await told({ state: 'loading' })).toContain('place.times-loading');
    expect(await told({ state: 'failed' })).toContain('place.times-failed');
    expect(await told({ state: 'ready', days: [] })).toContain('place.no-times');
  });
});
