import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { toApiError } from '../../platform/api-error';
import { RoomIcon } from '../room-icon';
import { RoomViewStore } from '../room-view-store';
import { AskDialog } from './ask-dialog';
import { ConsentDialog } from './consent-dialog';
import { DeleteDialog } from './delete-dialog';
import { RecordingNews } from './recording-news';
import { RecordingStore } from './recording-store';
import { recordingTexts } from './recording-texts';

/** In the strip above the stage: whether this is recorded, and what each side can do about it. */
@Component({
  selector: 'gr-room-recording',
  imports: [AskDialog, ConsentDialog, DeleteDialog, RoomIcon, TranslocoDirective],
  providers: [RecordingStore, RecordingNews, recordingTexts],
  templateUrl: './room-recording.html',
  styleUrl: './room-recording.scss',
  host: { '[class.active]': "store.phase() !== 'none'" },
})
export class RoomRecording {
  protected readonly store = inject(RecordingStore);
  private readonly roomView = inject(RoomViewStore);
  protected readonly name = computed(() => this.roomView.room()?.otherName ?? '');
  protected readonly busy = signal(false);
  /** Key of the text. */
  protected readonly failure = signal<string | null>(null);
  /** "12:34"; from an hour on "1:02:34". */
  protected readonly time = computed(() => {
    const seconds = this.store.elapsed();
    const pad = (value: number) => String(value).padStart(2, '0');
    const minutes = Math.floor(seconds / 60);
    const short = `${minutes % 60}:${pad(seconds % 60)}`;
    return minutes < 60 ? short : `${Math.floor(minutes / 60)}:${short.padStart(5, '0')}`;
  });

  constructor() {
    inject(RecordingNews);
  }

  protected async stop(): Promise<void> {
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.store.stop();
    } catch (failure) {
      this.failure.set(`errors.${toApiError(failure).code}`);
    } finally {
      this.busy.set(false);
    }
  }
}
