import { Component, effect, type ElementRef, input, model, viewChild } from '@angular/core';
import { directTo } from '../devices/browser-media';

/** The voice of one other person. Browsers may want a click before the first sound. */
@Component({
  selector: 'gr-remote-audio',
  template: `<audio #audio autoplay></audio>`,
  styles: `
    :host {
      display: none;
    }
  `,
})
export class RemoteAudio {
  readonly track = input.required<MediaStreamTrack | null>();
  /** The speaker, as `setSinkId` takes it. */
  readonly sinkId = input('');
  /** True while the browser refuses to play; set to false, from a click, to try again. */
  readonly blocked = model(false);

  private readonly audio = viewChild.required<ElementRef<HTMLAudioElement>>('audio');

  constructor() {
    effect((onCleanup) => {
      const audio = this.audio().nativeElement;
      const track = this.track();
      audio.srcObject = track && new MediaStream([track]);
      if (track) void this.play(audio);
      onCleanup(() => (audio.srcObject = null));
    });
    effect(() => {
      const audio = this.audio().nativeElement;
      // A speaker that is gone leaves the sound where it was.
      void directTo(this.sinkId(), audio).catch(() => undefined);
    });
    effect(() => {
      const audio = this.audio().nativeElement;
      if (!this.blocked() && audio.srcObject && audio.paused) void this.play(audio);
    });
  }

  private async play(audio: HTMLAudioElement): Promise<void> {
    try {
      await audio.play();
      this.blocked.set(false);
    } catch (failure) {
      // Anything else is a newer track taking over.
      if (failure instanceof DOMException && failure.name === 'NotAllowedError') this.blocked.set(true);
    }
  }
}
