import { Component, computed, inject, input } from '@angular/core';
import type { Policy } from '@greenroom/contracts';
import { type PolicyClause, policyClauses } from '@greenroom/domain';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../platform/formatter';
import { policyTexts } from './policy-texts';

/** A clause as its translation takes it. */
interface ClauseText {
  readonly key: string;
  readonly words: Readonly<Record<string, string | number>>;
}

/** What was agreed about changes and absences, in one sentence. */
@Component({
  selector: 'gr-policy-sentence',
  imports: [TranslocoDirective],
  providers: [policyTexts],
  template: `
    <ng-container *transloco="let t">
      @for (clause of clauses(); track clause.key; let last = $last) {
        {{ t('policy.clause.' + clause.key, clause.words) }}{{ last ? '.' : ';' }}
      }
    </ng-container>
  `,
})
export class PolicySentence {
  private readonly format = inject(Formatter);

  readonly policy = input.required<Policy>();
  /** Nothing is paid. */
  readonly free = input(false);

  protected readonly clauses = computed<ClauseText[]>(() =>
    policyClauses(this.policy(), this.free()).map((clause) => ({
      key: keyOf(clause),
      words: {
        ...('hours' in clause && { hours: this.format.hours(clause.hours) }),
        ...('percent' in clause && { percent: this.format.percent(clause.percent) }),
        ...('minutes' in clause && { minutes: this.format.duration(clause.minutes * 60) }),
        ...('times' in clause && { times: clause.times }),
      },
    })),
  );
}

function keyOf(clause: PolicyClause): string {
  const once = 'times' in clause && clause.times === 1;
  return once ? clause.key.replace('move', 'move-once') : clause.key;
}
