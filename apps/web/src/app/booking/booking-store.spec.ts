import { HttpTestingController } from '@angular/common/http/testing';
import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type BookingInput, defaultPolicy, type InterviewType } from '@greenroom/contracts';
import { anInterview } from '../../../test-support/an-interview';
import { platformFor } from '../../../test-support/providers';
import { forgetDraft, readDraft } from './booking-draft';
import { BookingStore } from './booking-store';

const aType = (number: number, slug: string): InterviewType => ({
  id: `00000000-0000-4000-8000-00000000000${number}`,
  slug,
  name: slug,
  description: '',
  durationMinutes: 45,
  priceMinor: 4900,
  currency: 'EUR',
  policy: defaultPolicy,
});
const first = aType(1, 'first');
const second = aType(2, 'second');
const startsAt = '2026-11-23T10:00:00.000Z';

describe('BookingStore', () => {
  let http: HttpTestingController;
  const address = signal<string | undefined>(undefined);

  beforeEach(() => {
    forgetDraft();
    TestBed.configureTestingModule({ providers: [...platformFor(), BookingStore] });
    http = TestBed.inject(HttpTestingController);
  });

  /** Answers what the open page asks for until it is still. */
  const settle = async (): Promise<void> => {
    const answer = () => {
      TestBed.tick();
      for (const request of http.match('/api/interview-types')) request.flush({ items: [first, second] });
      for (const request of http.match('/api/specialists')) request.flush({ items: [] });
      const slot = { startsAt, endsAt: '2026-11-23T10:45:00.000Z', interviewerIds: [] };
      for (const request of http.match(({ url }) => url.startsWith('/api/slots'))) {
        if (!request.cancelled) request.flush({ items: [slot], availableNow: true });
      }
    };
    const later = () => new Promise<'busy'>((resolve) => setTimeout(() => resolve('busy')));
    do answer();
    while ((await Promise.race([TestBed.inject(ApplicationRef).whenStable(), later()])) === 'busy');
  };

  const opened = async (slug?: string): Promise<BookingStore> => {
    const store = TestBed.inject(BookingStore);
    address.set(slug);
    TestBed.runInInjectionContext(() => store.preselect(address, () => address.set(undefined)));
    await settle();
    return store;
  };

  const filled = async (): Promise<BookingStore> => {
    const store = await opened();
    store.change({ jobRole: 'Data engineer', time: startsAt });
    return store;
  };

  const sent = (): BookingInput => {
    const request = http.expectOne('/api/bookings');
    request.flush(
      { error: { code: 'payment-provider-unavailable', message: 'later' } },
      { status: 502, statusText: 'Bad Gateway' },
    );
    return request.request.body as BookingInput;
  };

  it('offers the first type until one is chosen', async () => {
    expect((await opened()).type()?.slug).toBe('first');
  });

  it('keeps the type chosen on the way here, even without its address', async () => {
    expect((await opened('second')).type()?.slug).toBe('second');
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [...platformFor(), BookingStore] });
    http = TestBed.inject(HttpTestingController);
    expect((await opened()).type()?.slug).toBe('second');
  });

  it('lets another type be chosen than the one of the address', async () => {
    const store = await opened('second');
    store.chooseType(first.id);
    await settle();
    expect(store.type()?.slug).toBe('first');
  });

  it('asks for the time again when the type changes, because its length does', async () => {
    const store = await filled();
    store.chooseType(second.id);
    expect(store.draft().time).toBeNull();
    expect(store.input()).toBeNull();
  });

  it('sends the same booking under the same key, and a changed one under another', async () => {
    const store = await filled();
    const attempt = async () => {
      const booked = store.book();
      const { idempotencyKey } = sent();
      await booked;
      return idempotencyKey;
    };
    const key = await attempt();
    expect(await attempt()).toBe(key);
    store.change({ jobRole: 'Data scientist' });
    expect(await attempt()).not.toBe(key);
  });

  it('sends it under another key once what the first one booked has fallen through', async () => {
    const store = await filled();
    const booked = store.book();
    const request = http.expectOne('/api/bookings');
    const { idempotencyKey } = request.request.body as BookingInput;
    const error = { code: 'hold-expired', message: 'over' };
    request.flush({ error }, { status: 409, statusText: 'Conflict' });
    await booked;

    expect(store.problem()).toBe('hold-expired');
    void store.book();
    expect(sent().idempotencyKey).not.toBe(idempotencyKey);
  });

  it('books now with whoever is free when no time is named', async () => {
    const store = await filled();
    store.change({ time: 'now' });
    void store.book();
    expect(sent()).toMatchObject({ startsAt: null, interviewerId: null });
  });

  it('keeps everything but the time when the time was taken, and looks for other times', async () => {
    const store = await filled();
    const booked = store.book();
    http
      .expectOne('/api/bookings')
      .flush({ error: { code: 'slot-taken', message: 'gone' } }, { status: 409, statusText: 'Conflict' });
    expect(await booked).toBeNull();
    expect(store.problem()).toBe('slot-taken');
    expect(store.draft()).toMatchObject({ jobRole: 'Data engineer', time: null });
  });

  it('says where to pay', async () => {
    const store = await filled();
    const booked = store.book();
    const checkoutUrl = 'https://pay.example/session';
    http.expectOne('/api/bookings').flush({ interview: anInterview({ status: 'held' }), checkoutUrl });
    expect((await booked)?.checkoutUrl).toBe(checkoutUrl);
  });

  it('takes the type out of the address once it has it, so that a later choice outlives a reload', async () => {
    await opened('second');
    expect(address()).toBeUndefined();
  });

  it('keeps what was filled in until the interview is booked: the payment may not happen', async () => {
    const store = await filled();
    TestBed.tick();
    const held = store.book();
    const answer = anInterview({ status: 'held' });
    http.expectOne('/api/bookings').flush({ interview: answer, checkoutUrl: 'https://pay.example/session' });
    await held;
    expect(readDraft().jobRole).toBe('Data engineer');
    const free = store.book();
    http.expectOne('/api/bookings').flush({ interview: anInterview(), checkoutUrl: null });
    await free;
    expect(readDraft().jobRole).toBe('');
  });

  it('stays on the day that is looked at while something else changes, and goes to the day of a chosen time', async () => {
    const store = await filled();
    expect(store.day()).toBe('2026-11-23');
    store.day.set('2026-11-25');
    store.change({ jobRole: 'Data scientist' });
    expect(store.day()).toBe('2026-11-25');
    store.change({ time: 'now' });
    store.day.set('2026-11-25');
    store.change({ time: startsAt });
    expect(store.day()).toBe('2026-11-23');
  });
});
