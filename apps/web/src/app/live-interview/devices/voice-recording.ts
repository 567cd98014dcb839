import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { directTo } from './browser-media';

/** Seconds that are recorded. */
const LENGTH = 4;

export type RecordingState = 'idle' | 'recording' | 'playing' | 'done' | 'failed';

/** Records a few seconds of the microphone and plays them back. Nothing leaves the browser. */
@Injectable()
export class VoiceRecording {
  readonly state = signal<RecordingState>('idle');
  /** Counts down while recording. */
  readonly secondsLeft = signal(0);

  private recorder: MediaRecorder | null = null;
  private ticker: ReturnType<typeof setInterval> | undefined;
  private readonly player = typeof Audio === 'undefined' ? null : new Audio();
  private address = '';

  constructor() {
    this.player?.addEventListener('ended', () => this.state.set('done'));
    inject(DestroyRef).onDestroy(() => this.clear());
  }

  /** @param sinkId where it is played afterwards, as `setSinkId` takes it */
  record(track: MediaStreamTrack, sinkId: string): void {
    this.clear();
    const chunks: Blob[] = [];
    try {
      const recorder = new MediaRecorder(new MediaStream([track]));
      this.recorder = recorder;
      recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
      recorder.addEventListener('stop', () => {
        if (this.recorder !== recorder) return;
        this.address = URL.createObjectURL(new Blob(chunks, { type: recorder.mimeType }));
        void this.play(sinkId);
      });
      recorder.start();
    } catch {
      this.state.set('failed');
      return;
    }
    this.state.set('recording');
    this.secondsLeft.set(LENGTH);
    this.ticker = setInterval(() => {
      this.secondsLeft.update((left) => left - 1);
      if (this.secondsLeft() > 0) return;
      clearInterval(this.ticker);
      if (this.recorder?.state === 'recording') this.recorder.stop();
    }, 1000);
  }

  async play(sinkId: string): Promise<void> {
    if (!this.player || !this.address) return;
    this.player.src = this.address;
    this.state.set('playing');
    try {
      await directTo(sinkId, this.player);
      await this.player.play();
    } catch {
      this.state.set('failed');
    }
  }

  private clear(): void {
    clearInterval(this.ticker);
    const recorder = this.recorder;
    this.recorder = null;
    if (recorder?.state === 'recording') recorder.stop();
    this.player?.pause();
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = '';
    this.state.set('idle');
  }
}
