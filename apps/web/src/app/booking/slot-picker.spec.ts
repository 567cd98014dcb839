import { linkedSignal, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Slot } from '@greenroom/contracts';
import { platformFor } from '../../../test-support/providers';
import { BookingStore } from './booking-store';
import { SlotPicker } from './slot-picker';
import type { SlotDay } from './week';

const slotAt = (startsAt: string) => ({ startsAt, endsAt: startsAt, interviewerIds: [] });
const monday: SlotDay<Slot> = { date: '2026-11-23', slots: [slotAt('2026-11-23T10:00:00.000Z')] };
const tuesday: SlotDay<Slot> = { date: '2026-11-24', slots: [slotAt('2026-11-24T10:00:00.000Z')] };

describe('the list of times', () => {
  const days = signal<SlotDay<Slot>[]>([monday]);
  const draft = signal<{ time: string | null }>({ time: null });
  let fixture: ComponentFixture<SlotPicker>;
  let page: HTMLElement;

  beforeEach(async () => {
    days.set([monday]);
    draft.set({ time: null });
    const store = {
      days,
      draft,
      day: linkedSignal(() => days()[0]?.date),
      availableNow: signal(false),
      specialist: signal(undefined),
      week: signal(0),
      lastWeek: 7,
      slots: { error: () => undefined, hasValue: () => true },
      change: (part: { time: string }) => draft.set(part),
    };
    TestBed.configureTestingModule({
      providers: [...platformFor(), { provide: BookingStore, useValue: store }],
    });
    fixture = TestBed.createComponent(SlotPicker);
    page = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
  });

  const openList = async (): Promise<HTMLSelectElement> => {
    page.querySelector<HTMLButtonElement>('.as-list')?.click();
    await fixture.whenStable();
    const list = page.querySelector<HTMLSelectElement>('select.gr-input');
    if (!list) throw new Error('no list');
    return list;
  };

  it('shows no time that nobody chose: not in another week, not for "now", not when the time is gone', async () => {
    const list = await openList();
    expect(list.value).toBe('');
    list.value = '2026-11-23T10:00:00.000Z';
    list.dispatchEvent(new Event('change'));
    await fixture.whenStable();
    expect(list.value).toBe('2026-11-23T10:00:00.000Z');
    days.set([tuesday]);
    await fixture.whenStable();
    expect(list.value).toBe('');
    days.set([monday]);
    await fixture.whenStable();
    expect(list.value).toBe('2026-11-23T10:00:00.000Z');
    draft.set({ time: 'now' });
    await fixture.whenStable();
    expect(list.value).toBe('');
  });

  it('says that a week has no free times, as the strip of days does', async () => {
    await openList();
    days.set([{ date: '2026-11-23', slots: [] }]);
    await fixture.whenStable();
    expect(page.textContent).toContain('booking.no-times');
    page.querySelector<HTMLButtonElement>('.as-list')?.click();
    await fixture.whenStable();
    expect(page.textContent).toContain('booking.no-times');
  });
});
