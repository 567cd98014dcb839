import { Component, effect, type ElementRef, input, viewChild } from '@angular/core';

/** One moving picture, without sound. */
@Component({
  selector: 'gr-video-picture',
  template: `<video
    #video
    autoplay
    playsinline
    disablepictureinpicture
    [muted]="true"
    [class.mirrored]="mirrored()"
    [class.whole]="whole()"
    [attr.aria-label]="label()"
  ></video>`,
  styles: `
    :host,
    video {
      display: block;
      inline-size: 100%;
      block-size: 100%;
    }

    video {
      object-fit: cover;
    }

    .mirrored {
      transform: scaleX(-1);
    }

    .whole {
      object-fit: contain;
      object-position: var(--picture-position, center);
    }
  `,
})
export class VideoPicture {
  readonly track = input.required<MediaStreamTrack | null>();
  readonly label = input.required<string>();
  /** The own picture is shown as in a mirror; the others see it unmirrored. */
  readonly mirrored = input(false);
  /** Nothing of it is cut off: for screens. */
  readonly whole = input(false);

  private readonly video = viewChild.required<ElementRef<HTMLVideoElement>>('video');

  constructor() {
    effect((onCleanup) => {
      const track = this.track();
      const video = this.video().nativeElement;
      video.muted = true;
      video.srcObject = track && new MediaStream([track]);
      if (track) void video.play().catch(() => undefined);
      onCleanup(() => (video.srcObject = null));
    });
  }
}
