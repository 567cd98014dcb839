import { experienceLevelSchema, focusAreaSchema } from '@greenroom/contracts';
import * as z from 'zod/mini';
import { tabStorage } from '../platform/browser-storage';

/** What was filled in so far. It outlives signing in, the payment page and a reload, for this tab only. */
const draftSchema = z.object({
  jobRole: z.string(),
  experienceLevel: experienceLevelSchema,
  focus: focusAreaSchema,
  typeId: z.nullable(z.string()),
  specialistId: z.nullable(z.string()),
  /** `now`, the start of a slot (ISO 8601 UTC), or null while nothing is chosen. */
  time: z.nullable(z.string()),
});
export type BookingDraft = z.infer<typeof draftSchema>;

const KEY = 'booking';

const emptyDraft: BookingDraft = {
  jobRole: '',
  experienceLevel: 'mid',
  focus: 'general',
  typeId: null,
  specialistId: null,
  time: null,
};

export function readDraft(): BookingDraft {
  try {
    const draft = draftSchema.safeParse(JSON.parse(tabStorage.read(KEY) ?? 'null'));
    return draft.success ? draft.data : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

export const keepDraft = (draft: BookingDraft): void => tabStorage.write(KEY, JSON.stringify(draft));

export const forgetDraft = (): void => tabStorage.remove(KEY);
