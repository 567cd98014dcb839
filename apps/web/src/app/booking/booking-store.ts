import { computed, effect, inject, Injectable, linkedSignal, signal, untracked } from '@angular/core';
import {
  availabilityRoutes,
  type Booking,
  BOOKING_HORIZON_DAYS,
  type BookingInput,
  bookingInputSchema,
  bookingRoutes,
  catalogueRoutes,
  type Slot,
} from '@greenroom/contracts';
import { Api, apiResource } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { Language } from '../platform/language';
import { TimeZone } from '../platform/time-zone';
import { type BookingDraft, forgetDraft, keepDraft, readDraft } from './booking-draft';
import { type SlotDay, weekDays, weekQuery } from './week';

/** Weeks ahead that can be looked at. */
const WEEKS = BOOKING_HORIZON_DAYS / 7;

/** The time is gone: choose another one, with everything else kept. */
const TIME_GONE: readonly ApiErrorCode[] = ['slot-taken', 'nobody-available'];

/** A booking in the making: the form, what can be chosen, and sending it. Lives and dies with the page. */
@Injectable()
export class BookingStore {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly format = inject(Formatter);
  private readonly language = inject(Language);
  private readonly timeZone = inject(TimeZone);

  readonly draft = signal<BookingDraft>(readDraft());
  readonly types = apiResource(catalogueRoutes.listInterviewTypes, () => ({}));
  private readonly typeItems = computed(() => (this.types.hasValue() ? this.types.value().items : []));
  readonly specialists = apiResource(catalogueRoutes.listSpecialists, () => ({}));

  readonly type = computed(() => {
    const items = this.typeItems();
    return items.find(({ id }) => id === this.draft().typeId) ?? items[0];
  });
  readonly specialist = computed(() =>
    this.specialists.hasValue()
      ? this.specialists.value().items.find(({ id }) => id === this.draft().specialistId)
      : undefined,
  );

  readonly week = signal(0);
  readonly lastWeek = WEEKS - 1;
  private readonly asOf = signal(this.clock.now());
  private readonly time = computed(() => this.draft().time);

  readonly slots = apiResource(availabilityRoutes.listSlots, () => {
    const type = this.type();
    if (!type) return undefined;
    return {
      query: {
        interviewTypeId: type.id,
        interviewerId: this.specialist()?.id,
        ...weekQuery(this.asOf(), this.week()),
      },
    };
  });
  readonly availableNow = computed(() => this.slots.hasValue() && this.slots.value().availableNow);
  readonly days = computed<SlotDay<Slot>[]>(() => {
    const zone = this.timeZone.zone();
    const items = this.slots.hasValue() ? this.slots.value().items : [];
    const dateOf = (instant: string) => this.format.calendarDate(instant, zone);
    return weekDays(this.format.calendarDate(this.asOf(), zone), this.week(), items, dateOf);
  });
  /** The day whose times are shown: the one of the chosen time, else the first with a free time. */
  readonly day = linkedSignal<{ days: SlotDay<Slot>[]; time: string | null }, string | undefined>({
    source: () => ({ days: this.days(), time: this.time() }),
    computation: ({ days, time }, before) => {
      const chosen = days.find(({ slots }) => slots.some(({ startsAt }) => startsAt === time));
      const kept = days.find(({ date, slots }) => date === before?.value && slots.length > 0);
      return (chosen ?? kept ?? days.find(({ slots }) => slots.length > 0))?.date;
    },
  });

  readonly sending = signal(false);
  readonly problem = signal<ApiErrorCode | null>(null);

  /** The same content is sent under the same key, so that a repeated click or a retry books once. */
  private readonly idempotency = linkedSignal({
    source: () => JSON.stringify([this.draft(), this.type()?.id]),
    computation: () => crypto.randomUUID(),
  });

  constructor() {
    effect(() => keepDraft(this.draft()));
  }

  /**
   * What was chosen on the way here becomes part of the draft, so that it outlives signing in like the rest. To be called in an injection
   * context.
   *
   * @param slug of an interview type, from the address
   * @param applied told once the draft has it: the address need not say it any more
   */
  preselect(slug: () => string | undefined, applied: () => void): void {
    const typeId = computed(() => this.typeItems().find((type) => type.slug === slug())?.id);
    effect(() => {
      const chosen = typeId();
      if (chosen === undefined) return;
      untracked(() => {
        if (chosen !== this.draft().typeId) this.chooseType(chosen);
        applied();
      });
    });
  }

  change(part: Partial<BookingDraft>): void {
    this.problem.set(null);
    this.draft.update((draft) => ({ ...draft, ...part }));
  }

  /** The type decides about length and so about times: a chosen time has to be chosen again. */
  chooseType(typeId: string): void {
    this.change({ typeId, time: null });
  }

  chooseSpecialist(specialistId: string | null): void {
    this.change({ specialistId, time: null });
  }

  refreshSlots(): void {
    this.asOf.set(this.clock.now());
  }

  /** What would be sent, or null while something is missing. */
  readonly input = computed<BookingInput | null>(() => {
    const draft = this.draft();
    const type = this.type();
    if (!type || draft.time === null) return null;
    const input = bookingInputSchema.safeParse({
      idempotencyKey: this.idempotency(),
      interviewTypeId: type.id,
      interviewerId: this.specialist()?.id ?? null,
      startsAt: draft.time === 'now' ? null : draft.time,
      jobRole: draft.jobRole,
      experienceLevel: draft.experienceLevel,
      focus: draft.focus,
      timeZone: this.timeZone.zone(),
      locale: this.language.locale(),
    });
    return input.success ? input.data : null;
  });

  /** Books; null when it did not work, with `problem` saying why. */
  async book(): Promise<Booking | null> {
    const body = this.input();
    if (!body || this.sending()) return null;
    this.sending.set(true);
    this.problem.set(null);
    try {
      const booking = await this.api.call(bookingRoutes.createBooking, { body });
      // A booking that still has to be paid may come to nothing; what was filled in is not lost by it.
      if (booking.interview.status === 'scheduled') forgetDraft();
      return booking;
    } catch (failure) {
      const { code } = toApiError(failure);
      if (TIME_GONE.includes(code)) {
        this.change({ time: null });
        this.refreshSlots();
      }
      // Whatever this key booked has fallen through: the next try is another booking.
      if (code === 'hold-expired') this.idempotency.set(crypto.randomUUID());
      this.problem.set(code);
      return null;
    } finally {
      this.sending.set(false);
    }
  }
}
