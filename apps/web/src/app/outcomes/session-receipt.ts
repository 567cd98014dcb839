import { Component, computed, inject, input, resource } from '@angular/core';
import type { Receipt } from '@greenroom/contracts';
import { ErrorState, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { AppealForm } from './appeal-form';
import { outcomeTexts } from './outcome-texts';
import { ReceiptCalls, type ReceiptTarget } from './receipt-calls';

/** Who was in the room and when, what follows from it, and a way to object. Both sides read the same lines. */
@Component({
  selector: 'gr-session-receipt',
  imports: [AppealForm, ErrorState, Skeleton, TranslocoDirective],
  providers: [outcomeTexts],
  template: `
    <section class="gr-card" aria-labelledby="session-receipt" *transloco="let t">
      <h2 id="session-receipt">{{ t('outcome.heading') }}</h2>
      @if (receipt(); as shown) {
        <p>
          {{
            shown.outcome
              ? t('outcome.verdict.' + shown.outcome)
              : shown.awaitsConfirmation
                ? t('outcome.awaits')
                : t('outcome.open')
          }}
          @if (shown.decidedBy === 'admin') {
            {{ t('outcome.by-admin') }}
          }
        </p>
        @if (shown.evidenceGapSince && !shown.outcome) {
          <p class="gr-small gr-quiet">
            {{ t('outcome.evidence-gap', { time: format.time(shown.evidenceGapSince, zone()) }) }}
          </p>
        }
        @if (opening(); as opensAt) {
          <p>{{ t('outcome.opens', { time: format.shortDateTime(opensAt, zone()) }) }}</p>
        } @else {
          <dl class="gr-facts">
            @for (side of sides(); track side.name) {
              <dt>{{ side.name }}</dt>
              <dd>
                @for (stay of side.stays; track stay.from) {
                  <span class="stay">{{
                    stay.to
                      ? format.timeSpan(stay.from, stay.to, zone())
                      : t('outcome.since', { time: format.time(stay.from, zone()) })
                  }}</span>
                } @empty {
                  {{ t('outcome.never') }}
                }
                @if (shown.togetherSeconds > 0 && !objector()) {
                  <span class="gr-small gr-quiet stay">{{
                    side.mediaSeenAt
                      ? t('outcome.media-seen', { time: format.time(side.mediaSeenAt, zone()) })
                      : t('outcome.media-unseen')
                  }}</span>
                }
              </dd>
            }
            <dt>{{ t('outcome.together') }}</dt>
            <dd>{{ format.duration(shown.togetherSeconds) }}</dd>
          </dl>
        }
        @if (objector(); as target) {
          @if (shown.appeal; as appeal) {
            <div class="appeal">
              <h3>{{ t('outcome.appeal.mine') }}</h3>
              <p class="words">{{ appeal.text }}</p>
              @if (appeal.note) {
                <h3>{{ t('outcome.appeal.answer') }}</h3>
                <p class="words">{{ appeal.note }}</p>
              } @else {
                <p class="gr-quiet">
                  {{ appeal.resolvedAt ? t('outcome.appeal.resolved') : t('outcome.appeal.open') }}
                </p>
              }
            </div>
          } @else if (shown.outcome) {
            <gr-appeal-form [target]="target" (sent)="resource.set($event)" />
          }
        }
      } @else if (resource.error()) {
        <gr-error-state
          level="h3"
          [heading]="t('outcome.failed')"
          [retryLabel]="t('shell.retry')"
          (retry)="resource.reload()"
        />
      } @else {
        <gr-skeleton [label]="t('outcome.loading')" height="6rem" />
      }
    </section>
  `,
  styleUrl: './session-receipt.scss',
})
export class SessionReceipt {
  private readonly calls = inject(ReceiptCalls);
  private readonly clock = inject(Clock).everySecond();
  protected readonly format = inject(Formatter);

  readonly side = input.required<ReceiptTarget['side']>();
  readonly interviewId = input.required<string>();
  readonly interviewerName = input.required<string>();
  readonly candidateName = input.required<string>();
  /** Read again when it changes: the outcome that the page knows of. */
  readonly outcome = input<Receipt['outcome']>(null);
  /** When the room opens: nobody is missed in one that is closed yet. */
  readonly opensAt = input<string>();
  /** IANA zone to show times in; the reader's own unless said. */
  readonly zone = input<string>();

  protected readonly resource = resource({
    params: () => ({ side: this.side(), interviewId: this.interviewId(), outcome: this.outcome() }),
    loader: ({ params }) => this.calls.receipt(params),
  });
  protected readonly receipt = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  protected readonly sides = computed(() => {
    const receipt = this.receipt();
    return receipt
      ? [
          {
            name: this.interviewerName(),
            stays: receipt.interviewer,
            mediaSeenAt: receipt.mediaSeenAt.interviewer,
          },
          {
            name: this.candidateName(),
            stays: receipt.candidate,
            mediaSeenAt: receipt.mediaSeenAt.candidate,
          },
        ]
      : [];
  });
  /** When the room opens, as long as that lies ahead; null once there is something to tell. */
  protected readonly opening = computed(() => {
    const opensAt = this.opensAt();
    const isAhead = opensAt !== undefined && this.clock() < Date.parse(opensAt);
    return isAhead && this.sides().every(({ stays }) => stays.length === 0) ? opensAt : null;
  });
  /** Null for an administrator, who decides. */
  protected readonly objector = computed(() => {
    const side = this.side();
    return side === 'admin' ? null : { side, interviewId: this.interviewId() };
  });
}
