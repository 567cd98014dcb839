import { Component, computed, inject, input, output } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import type { Interview } from '@greenroom/contracts';
import { StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { skip } from 'rxjs';
import { HoldPanel } from '../booking/hold-panel';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { STATUS_TONES } from '../platform/status-tones';
import { nextStep } from './interview-view';

/** One interview that is still to come, with its next step. */
@Component({
  selector: 'gr-upcoming-interview',
  imports: [HoldPanel, RouterLink, StatusChip, TranslocoDirective],
  template: `
    <article class="gr-card" *transloco="let t">
      @let step = next();
      <div class="what">
        <gr-status-chip [tone]="tones[interview().status]">
          {{ t('interview.status.' + interview().status) }}
        </gr-status-chip>
        <h3>
          <a [routerLink]="['/interviews', interview().id]">{{ interview().typeName }}</a>
        </h3>
        <p>{{ format.dateTime(interview().scheduledAt) }}</p>
        <p class="gr-quiet">{{ interview().interviewerName }} · {{ interview().jobRole }}</p>
      </div>
      <div class="next">
        @switch (step.kind) {
          @case ('pay') {
            <gr-hold-panel
              [interview]="interview()"
              [payLabel]="t('interviews.continue-payment')"
              (settled)="changed.emit()"
            />
          }
          @case ('hold-lapsed') {
            <p class="gr-quiet">{{ t('interviews.hold-lapsed') }}</p>
          }
          @case ('over') {
            <p class="gr-quiet">{{ t('interviews.closed') }}</p>
          }
          @case ('join') {
            <a class="gr-button" [routerLink]="['/live-interview', step.roomName]">{{
              t('interviews.join')
            }}</a>
          }
          @case ('wait') {
            <p class="until">
              <span class="gr-quiet gr-small">{{ t('interviews.starts-in') }}</span>
              <span class="gr-tabular">{{ format.countdown(step.seconds) }}</span>
            </p>
            <a class="gr-button gr-button-outlined" [routerLink]="['/interviews', interview().id]">{{
              t('interviews.open')
            }}</a>
          }
        }
      </div>
    </article>
  `,
  styles: `
    article {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-6);
      align-items: center;
      justify-content: space-between;
    }

    .what {
      flex: 1 1 18rem;
    }

    h3 {
      margin-block: var(--gr-space-1) 0;
      font-size: var(--gr-text-l);

      a {
        display: inline-flex;
        align-items: center;
        min-block-size: var(--gr-target);
        color: inherit;
        text-decoration: none;

        &:hover {
          text-decoration: underline;
        }
      }
    }

    .next {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-4) var(--gr-space-6);
      align-items: center;
    }

    .until {
      display: grid;
      font-weight: 600;
    }
  `,
})
export class UpcomingInterview {
  private readonly clock = inject(Clock).everySecond();
  protected readonly format = inject(Formatter);
  protected readonly tones = STATUS_TONES;

  readonly interview = input.required<Interview>();
  /** The hold ended, or the next step became another one: the list is stale. */
  readonly changed = output();

  protected readonly next = computed(() => nextStep(this.interview(), this.clock()));
  private readonly stepKind = computed(() => this.next().kind);

  constructor() {
    toObservable(this.stepKind)
      .pipe(skip(1), takeUntilDestroyed())
      .subscribe(() => this.changed.emit());
  }
}
