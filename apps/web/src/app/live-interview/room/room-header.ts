import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import { ConferenceStore } from '../conference-store';
import { RoomIcon } from '../room-icon';
import { RoomViewStore } from '../room-view-store';
import { InterviewClock } from './interview-clock';
import { RoomNews } from './room-news';

/** What this is and how much time is left; in the middle of the same strip, never over a face, the latest news. */
@Component({
  selector: 'gr-room-header',
  imports: [TranslocoDirective, RoomIcon],
  template: `
    <header *transloco="let t">
      @if (roomView.room(); as room) {
        <h1>
          {{ room.typeName }} <span>{{ room.otherName }}</span>
        </h1>
        <p class="clock" [class.ending]="clock.isEnding()">
          @if (clock.elapsed() === null) {
            {{ t('live.room.planned', { time: format.duration(clock.planned()) }) }}
          } @else {
            <span role="timer" [attr.aria-label]="t('live.room.elapsed')">{{
              short(clock.elapsed() ?? 0)
            }}</span>
            <span class="of" aria-hidden="true">/</span>
            <span class="of">{{ short(clock.planned()) }}</span>
          }
        </p>
      }
      @if (conference.quality() === 'poor' || conference.quality() === 'lost') {
        <p class="weak"><gr-room-icon name="offline" [size]="16" /> {{ t('live.room.weak') }}</p>
      }
      <div class="news">
        @for (item of news.news(); track item.id) {
          <p>{{ item.text }}</p>
        }
      </div>
    </header>
  `,
  styleUrl: './room-header.scss',
})
export class RoomHeader {
  protected readonly roomView = inject(RoomViewStore);
  protected readonly conference = inject(ConferenceStore);
  protected readonly clock = inject(InterviewClock);
  protected readonly news = inject(RoomNews);
  protected readonly format = inject(Formatter);

  /** "12:34"; from an hour on "1:02:34". */
  protected short(seconds: number): string {
    const pad = (value: number) => String(value).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    const rest = pad(seconds % 60);
    return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
  }
}
