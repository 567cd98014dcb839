import { Component, computed, inject, input } from '@angular/core';
import type { Assignment } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../platform/formatter';

/** Who, when in both zones, and what: the brief of an interview, without its price. */
@Component({
  selector: 'gr-assignment-facts',
  imports: [TranslocoDirective],
  template: `
    <dl class="gr-facts" *transloco="let t">
      <dt>{{ t('interviewer.candidate') }}</dt>
      <dd>{{ assignment().candidateName }}</dd>
      <dt>{{ t('interviewer.your-time') }}</dt>
      <dd>
        {{ format.date(assignment().scheduledAt, assignment().timeZone) }}<br />{{
          format.timeRange(assignment().scheduledAt, assignment().endsAt, assignment().timeZone)
        }}<br /><span class="gr-quiet">{{ zone(assignment().timeZone) }}</span>
      </dd>
      @if (otherZone()) {
        <dt>{{ t('interviewer.their-time') }}</dt>
        <dd>
          {{ format.date(assignment().scheduledAt, assignment().candidateTimeZone) }}<br />{{
            format.timeRange(assignment().scheduledAt, assignment().endsAt, assignment().candidateTimeZone)
          }}<br /><span class="gr-quiet">{{ zone(assignment().candidateTimeZone) }}</span>
        </dd>
      }
      <dt>{{ t('interviewer.interview') }}</dt>
      <dd>{{ assignment().typeName }}</dd>
      <dt>{{ t('interviewer.job-role') }}</dt>
      <dd>{{ assignment().jobRole }}</dd>
      <dt>{{ t('interviewer.level') }}</dt>
      <dd>{{ t('interview.level.' + assignment().experienceLevel) }}</dd>
      <dt>{{ t('interviewer.focus') }}</dt>
      <dd>{{ t('interview.focus.' + assignment().focus) }}</dd>
    </dl>
  `,
})
export class AssignmentFacts {
  protected readonly format = inject(Formatter);

  readonly assignment = input.required<Assignment>();

  protected readonly otherZone = computed(() => {
    const { timeZone, candidateTimeZone } = this.assignment();
    return timeZone !== candidateTimeZone;
  });

  protected zone(name: string): string {
    return this.format.zoneName(name, this.assignment().scheduledAt);
  }
}
