import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import { ConferenceStore } from '../conference-store';
import { RoomViewStore } from '../room-view-store';
import { Avatar } from './avatar';
import { VideoPicture } from './video-picture';

/** Alone in the room: oneself, large, and beside it who has been told, when, and what happens next. */
@Component({
  selector: 'gr-waiting-room',
  imports: [TranslocoDirective, Avatar, VideoPicture],
  template: `
    <div class="waiting" *transloco="let t">
      <div class="mirror">
        @if (picture(); as track) {
          <gr-video-picture [track]="track" [mirrored]="true" [label]="t('live.room.your-video')" />
        } @else {
          <gr-avatar [name]="conference.self()?.name || roomView.room()?.selfName || ''" />
        }
        <p class="caption">{{ t('live.room.you') }}</p>
      </div>
      @if (roomView.room(); as room) {
        <div class="words">
          @if (entering()) {
            <div role="status">
              <h2>{{ t('live.wait.entering') }}</h2>
              <p>{{ t('live.wait.entering-text') }}</p>
            </div>
          } @else if (room.startedAt) {
            <div role="status">
              <h2>{{ t('live.wait.gone', { name: room.otherName }) }}</h2>
              <p>{{ t('live.wait.gone-text') }}</p>
            </div>
          } @else {
            <div role="status">
              <h2>{{ t('live.wait.' + room.role + '.' + room.otherTold) }}</h2>
              <p>
                {{
                  t('live.wait.details.' + room.otherTold, {
                    name: room.otherName,
                    time: room.otherToldAt ? format.time(room.otherToldAt) : '',
                  })
                }}
              </p>
            </div>
            <ul role="list">
              @if (startsIn(); as seconds) {
                <li>
                  {{
                    t('live.wait.starts', {
                      time: format.time(room.scheduledAt),
                      left: format.countdown(seconds),
                    })
                  }}
                </li>
              }
              <li>{{ t('live.wait.next', { name: room.otherName }) }}</li>
              <li>{{ t('live.wait.open-until', { time: format.time(room.closesAt) }) }}</li>
              <li>{{ t('live.wait.nobody', { name: room.otherName }) }}</li>
            </ul>
          }
        </div>
      }
    </div>
  `,
  styleUrl: './waiting-room.scss',
})
export class WaitingRoom {
  protected readonly conference = inject(ConferenceStore);
  protected readonly roomView = inject(RoomViewStore);
  protected readonly format = inject(Formatter);

  protected readonly picture = computed(() => {
    const self = this.conference.self();
    return self && !self.videoMuted ? self.camera : null;
  });
  protected readonly entering = computed(() =>
    ['idle', 'loading-library', 'connecting'].includes(this.conference.state().kind),
  );
  /** Seconds until the planned start; 0 once it has come. */
  protected readonly startsIn = computed(() => {
    const room = this.roomView.room();
    return room ? Math.max(0, Math.ceil((Date.parse(room.scheduledAt) - this.roomView.now()) / 1000)) : 0;
  });
}
