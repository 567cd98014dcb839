import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { ConferenceStore } from '../conference-store';
import { browserMedia } from '../devices/browser-media';

/** What buttons and keys both do. */
@Injectable()
export class RoomCommands {
  private readonly conference = inject(ConferenceStore);
  private readonly document = inject(DOCUMENT);

  readonly microphoneOn = computed(() => !(this.conference.self()?.audioMuted ?? true));
  readonly cameraOn = computed(() => !(this.conference.self()?.videoMuted ?? true));
  readonly sharing = this.conference.sharingScreen;
  readonly fullScreen = signal(Boolean(this.document.fullscreenElement));
  readonly canFullScreen = this.document.fullscreenEnabled;
  /** Phones have no screen to share. */
  readonly canShareScreen = typeof browserMedia()?.getDisplayMedia === 'function';

  toggleMicrophone(): void {
    void this.conference.setMicrophone(!this.microphoneOn());
  }

  toggleCamera(): void {
    void this.conference.setCamera(!this.cameraOn());
  }

  toggleScreenShare(): void {
    if (this.canShareScreen) void this.conference.toggleScreenShare();
  }

  toggleFullScreen(): void {
    const change = this.document.fullscreenElement
      ? this.document.exitFullscreen()
      : this.document.documentElement.requestFullscreen();
    void change.catch(() => undefined);
  }

  /** The browser's own key for it counts too. */
  readFullScreen(): void {
    this.fullScreen.set(Boolean(this.document.fullscreenElement));
  }
}
