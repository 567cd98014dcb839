import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Interview } from '@greenroom/contracts';
import { StarRating, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../platform/formatter';
import { STATUS_TONES } from '../platform/status-tones';

/** One interview that is over: how it ended, how long it took, and what the specialist says. */
@Component({
  selector: 'gr-previous-interview',
  imports: [RouterLink, StarRating, StatusChip, TranslocoDirective],
  template: `
    <article class="gr-card" *transloco="let t">
      <header>
        <div>
          <h3>
            <a [routerLink]="['/interviews', interview().id]">{{ interview().typeName }}</a>
          </h3>
          <p class="gr-quiet">
            {{ format.date(interview().scheduledAt) }} · {{ interview().interviewerName }} ·
            {{ interview().jobRole }}
          </p>
        </div>
        <p class="facts">
          @if (interview().durationSeconds; as seconds) {
            <span class="gr-tabular">{{ format.duration(seconds) }}</span>
          }
          <gr-status-chip [tone]="tones[interview().status]">
            {{ t('interview.status.' + interview().status) }}
          </gr-status-chip>
        </p>
      </header>
      @if (interview().feedback; as feedback) {
        <div class="feedback">
          <gr-star-rating
            [value]="feedback.rating"
            [label]="t('interviews.rating', { rating: feedback.rating })"
          />
          <p class="comments">{{ feedback.comments }}</p>
        </div>
      } @else if (interview().status === 'completed') {
        <p class="gr-quiet gr-small">{{ t('interviews.no-feedback') }}</p>
      }
    </article>
  `,
  styles: `
    article {
      display: grid;
      gap: var(--gr-space-4);
    }

    header {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-3) var(--gr-space-6);
      align-items: start;
      justify-content: space-between;
    }

    h3 a {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--gr-target);
      color: inherit;
      text-decoration: none;

      &:hover {
        text-decoration: underline;
      }
    }

    .facts {
      display: flex;
      gap: var(--gr-space-4);
      align-items: center;
      min-block-size: var(--gr-target);
    }

    .feedback {
      display: grid;
      gap: var(--gr-space-2);
      padding: var(--gr-space-4) var(--gr-space-5);
      border-radius: var(--gr-radius-s);
      background: light-dark(var(--mat-sys-surface-container-low), var(--mat-sys-surface-container-high));
    }

    .comments {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      line-clamp: 3;
    }
  `,
})
export class PreviousInterview {
  protected readonly format = inject(Formatter);
  protected readonly tones = STATUS_TONES;

  readonly interview = input.required<Interview>();
}
