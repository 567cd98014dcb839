const DAY = 86_400_000;

/** A day of the strip: its calendar date (`2026-11-25`) in the viewer's zone, and what is free on it. */
export interface SlotDay<S extends TimeSlot> {
  readonly date: string;
  readonly slots: readonly S[];
}

/** Something that begins at an instant (ISO 8601, UTC). */
export interface TimeSlot {
  readonly startsAt: string;
}

/**
 * What to ask for so that a week of calendar days is covered in any zone: a day more on both sides, never the past.
 *
 * @param now milliseconds since the epoch
 * @param week 0 for the seven days from today, 1 for the next seven, …
 */
export function weekQuery(now: number, week: number): { from: string; to: string } {
  const from = week === 0 ? now : now + (week * 7 - 1) * DAY;
  return { from: new Date(from).toISOString(), to: new Date(now + (week * 7 + 8) * DAY).toISOString() };
}

/** The seven days of a week; calendar dates have no zone, so counting them is exact across daylight-saving changes. */
export function weekDays<S extends TimeSlot>(
  today: string,
  week: number,
  slots: readonly S[],
  dateOf: (instant: string) => string,
): SlotDay<S>[] {
  const start = Date.parse(`${today}T00:00:00Z`) + week * 7 * DAY;
  const dates = Array.from({ length: 7 }, (_, index) =>
    new Date(start + index * DAY).toISOString().slice(0, 10),
  );
  const byDate = new Map<string, S[]>(dates.map((date) => [date, []]));
  for (const slot of slots) byDate.get(dateOf(slot.startsAt))?.push(slot);
  return [...byDate].map(([date, free]) => ({ date, slots: free }));
}
