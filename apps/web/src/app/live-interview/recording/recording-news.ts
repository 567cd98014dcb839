import { effect, inject, Injectable, untracked } from '@angular/core';
import type { RoomRecording } from '@greenroom/contracts';
import { RoomNews } from '../room/room-news';
import { RoomViewStore } from '../room-view-store';
import { RecordingStore } from './recording-store';

type Recording = NonNullable<RoomRecording['recording']>;

/** Tells each person what became of a recording, seen and read aloud. What was so before they came is no news. */
@Injectable()
export class RecordingNews {
  private readonly news = inject(RoomNews);
  private readonly roomView = inject(RoomViewStore);
  private readonly store = inject(RecordingStore);
  private before: { readonly id: string; readonly status: string } | null | undefined;

  constructor() {
    effect(() => {
      if (!this.store.view()) return;
      const recording = this.store.recording();
      untracked(() => this.compare(recording));
    });
  }

  private compare(recording: Recording | null): void {
    const { before } = this;
    this.before = recording && { id: recording.id, status: recording.status };
    const isNew = before?.id !== recording?.id || before?.status !== recording?.status;
    // Somebody who comes while it records must know it.
    if (!recording || !isNew || (before === undefined && recording.status !== 'recording')) return;
    const key = this.keyOf(recording);
    if (key) this.news.tell(key, { name: this.roomView.room()?.otherName ?? '' });
  }

  private keyOf(recording: Recording): string | null {
    const role = this.store.role();
    switch (recording.status) {
      case 'asked':
        return recording.askedBy === role ? null : 'recording.news.asked';
      case 'permitted':
        return recording.askedBy === role ? 'recording.news.allowed' : null;
      case 'recording':
        return 'recording.news.recording';
      case 'declined':
        return this.declined(recording);
      case 'stopped':
        return 'recording.news.stopped';
      case 'erased':
        return 'recording.news.deleted';
      case 'failed':
        return recording.startedAt ? null : 'recording.news.failed';
      default:
        return null;
    }
  }

  private declined({ consents, askedBy }: Recording): string {
    const role = this.store.role();
    if (consents[role] !== 'given') return 'recording.news.declined-by-you';
    return askedBy === role ? 'recording.news.declined' : 'recording.news.taken-back';
  }
}
