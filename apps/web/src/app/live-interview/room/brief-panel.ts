import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import { RoomViewStore } from '../room-view-store';

/** For the interviewer: who sits there and what they asked for. */
@Component({
  selector: 'gr-brief-panel',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (roomView.room(); as room) {
        <section>
          <h2>{{ room.otherName }}</h2>
          <dl class="gr-facts">
            <dt>{{ t('live.brief.role') }}</dt>
            <dd>{{ room.jobRole }}</dd>
            <dt>{{ t('live.brief.level') }}</dt>
            <dd>{{ t('interview.level.' + room.experienceLevel) }}</dd>
            <dt>{{ t('live.brief.focus') }}</dt>
            <dd>{{ t('interview.focus.' + room.focus) }}</dd>
            <dt>{{ t('live.brief.type') }}</dt>
            <dd>{{ room.typeName }}, {{ format.duration(room.plannedSeconds) }}</dd>
            <dt>{{ t('live.brief.time') }}</dt>
            <dd>{{ format.timeRange(room.scheduledAt, room.endsAt) }}</dd>
          </dl>
        </section>
        <p>{{ t('live.brief.feedback') }}</p>
      }
    </ng-container>
  `,
  styleUrl: './panel-sections.scss',
})
export class BriefPanel {
  protected readonly roomView = inject(RoomViewStore);
  protected readonly format = inject(Formatter);
}
