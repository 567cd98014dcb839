import { Injectable } from '@angular/core';
import * as z from 'zod/mini';
import { tabStorage } from '../platform/browser-storage';

const entrySchema = z.object({ microphone: z.boolean(), camera: z.boolean() });
/** Whether microphone and camera were on. */
export type Entry = z.infer<typeof entrySchema>;

/** Remembers in this tab that the person is in a room, so that a reload leads straight back into it. */
@Injectable()
export class EntryMemory {
  keep(place: string, entry: Entry): void {
    tabStorage.write(keyOf(place), JSON.stringify(entry));
  }

  recall(place: string): Entry | null {
    try {
      const entry = entrySchema.safeParse(JSON.parse(tabStorage.read(keyOf(place)) ?? 'null'));
      return entry.success ? entry.data : null;
    } catch {
      return null;
    }
  }

  forget(place: string): void {
    tabStorage.remove(keyOf(place));
  }
}

const keyOf = (place: string): string => `entry.${place}`;
