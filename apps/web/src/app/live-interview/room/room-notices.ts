import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ConferenceStore } from '../conference-store';
import { RoomIcon } from '../room-icon';

/** What lasts: a dropped connection, a third person, a device that is gone. Above the stage, never over it. */
@Component({
  selector: 'gr-room-notices',
  imports: [TranslocoDirective, RoomIcon],
  template: `
    <ng-container *transloco="let t">
      @if (reconnecting()) {
        <p class="notice"><gr-room-icon name="offline" [size]="18" />{{ t('live.room.reconnecting') }}</p>
      }
      @if (conference.mediaUnavailable()) {
        <p class="notice" role="alert">
          <gr-room-icon name="people" [size]="18" />{{ t('live.room.third-person') }}
        </p>
      }
      @if (conference.deviceError(); as error) {
        <p class="notice" role="alert">
          <gr-room-icon name="warning" [size]="18" />{{ t('live.failure.' + error.code) }}
        </p>
      }
      @if (conference.sharingScreen()) {
        <p class="notice calm" role="status">
          <gr-room-icon name="share" [size]="18" />{{ t('live.room.sharing') }}
        </p>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--gr-space-2);
      justify-items: center;
      margin-block-start: var(--gr-space-2);

      &:empty {
        display: none;
      }
    }

    .notice {
      display: flex;
      gap: var(--gr-space-3);
      align-items: center;
      padding: var(--gr-space-2) var(--gr-space-4);
      border-radius: var(--gr-radius-s);
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
      font-size: var(--gr-text-s);
      font-weight: 560;
    }

    .calm {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
  `,
})
export class RoomNotices {
  protected readonly conference = inject(ConferenceStore);
  protected readonly reconnecting = computed(() => this.conference.state().kind === 'reconnecting');
}
