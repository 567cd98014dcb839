import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ConferenceStore } from '../conference-store';
import { RoomIcon } from '../room-icon';
import { ParticipantTile } from './participant-tile';
import { RoomStore } from './room-store';
import { SelfTile } from './self-tile';
import { VideoPicture } from './video-picture';
import { WaitingRoom } from './waiting-room';

/** Who is seen: the others large, a shared screen larger, oneself small; alone, what happens next. */
@Component({
  selector: 'gr-stage',
  imports: [TranslocoDirective, RoomIcon, ParticipantTile, SelfTile, VideoPicture, WaitingRoom],
  template: `
    <div class="stage" *transloco="let t">
      @if (others().length === 0) {
        <gr-waiting-room />
      } @else {
        @if (conference.presenter(); as presenter) {
          <div class="screen">
            <gr-video-picture
              [track]="presenter.screen"
              [whole]="true"
              [label]="t('live.room.screen-of', { name: presenter.name })"
            />
            <p class="caption">{{ t('live.room.screen-of', { name: presenter.name }) }}</p>
          </div>
        } @else {
          <div class="others" [attr.data-count]="others().length">
            @for (person of others(); track person.userId ?? person.id) {
              <gr-participant-tile [person]="person" />
            }
          </div>
        }
        <div class="corner" [attr.data-corner]="room.corner()">
          @if (conference.presenter()) {
            @for (person of others(); track person.userId ?? person.id) {
              <gr-participant-tile class="small" [person]="person" />
            }
          }
          @if (room.selfHidden()) {
            <button class="show-self" type="button" (click)="room.selfHidden.set(false)">
              <gr-room-icon name="camera" [size]="18" />
              {{ t('live.room.show-self') }}
            </button>
          } @else {
            <gr-self-tile class="small" />
          }
        </div>
      }
    </div>
  `,
  styleUrl: './stage.scss',
})
export class Stage {
  protected readonly conference = inject(ConferenceStore);
  protected readonly room = inject(RoomStore);

  protected readonly others = computed(() => this.conference.remotes());
}
