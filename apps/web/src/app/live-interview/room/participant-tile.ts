import { Component, computed, input } from '@angular/core';
import type { Participant } from '@greenroom/conference-client';
import { TranslocoDirective } from '@jsverse/transloco';
import { RoomIcon } from '../room-icon';
import { Avatar } from './avatar';
import { VideoPicture } from './video-picture';

/** Another person: their picture or initials, their name, and whether they can be heard. */
@Component({
  selector: 'gr-participant-tile',
  imports: [TranslocoDirective, Avatar, RoomIcon, VideoPicture],
  template: `
    <figure *transloco="let t" [class.speaking]="person().speaking && !person().audioMuted">
      @if (picture(); as track) {
        <gr-video-picture [track]="track" [label]="t('live.room.video-of', { name: person().name })" />
      } @else {
        <gr-avatar [name]="person().name" />
      }
      <figcaption>
        @if (person().audioMuted) {
          <gr-room-icon class="muted" name="mic-off" [size]="16" />
          <span class="gr-hidden">{{ t('live.room.is-muted', { name: person().name }) }}</span>
        }
        <span class="name" [attr.aria-hidden]="person().audioMuted || null">{{ person().name }}</span>
      </figcaption>
    </figure>
  `,
  styleUrl: './tile.scss',
})
export class ParticipantTile {
  readonly person = input.required<Participant>();

  protected readonly picture = computed(() => (this.person().videoMuted ? null : this.person().camera));
}
