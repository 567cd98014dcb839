import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Room } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import { hasBegun, type WayOut } from '../way-out';
import { Door } from './door';

/** The room is known, but nobody goes in: not yet, not any more, or never. */
@Component({
  selector: 'gr-closed-door',
  imports: [RouterLink, TranslocoDirective, Door],
  template: `
    <ng-container *transloco="let t">
      @switch (kind()) {
        @case ('too-early') {
          <gr-door icon="door" [heading]="t('live.early.heading')" [text]="t('live.early.text')">
            <div class="wait" doorBody>
              <p class="gr-quiet">{{ t('live.early.opens-in') }}</p>
              <p class="countdown" role="timer">{{ format.countdown(opensIn()) }}</p>
              <p class="gr-quiet">
                {{ room().typeName }} · {{ room().otherName }}<br />{{ format.dateTime(room().scheduledAt) }}
              </p>
            </div>
            <button class="gr-button" type="button" (click)="tested.emit()">
              {{ t('live.early.test') }}
            </button>
            @if (room().role === 'candidate') {
              <a class="gr-button gr-button-text" routerLink="/interviews">{{
                t('live.door.to-interviews')
              }}</a>
            }
          </gr-door>
        }
        @case ('over') {
          <gr-door
            icon="door"
            [heading]="t(met() ? 'live.door.over' : 'live.door.missed')"
            [text]="t(met() ? 'live.door.over-' + room().role : 'live.door.missed-' + room().role)"
          >
            <a class="gr-button" [routerLink]="wayOut().path">{{ t(wayOut().label) }}</a>
          </gr-door>
        }
        @case ('cancelled') {
          <gr-door
            icon="cancelled"
            tone="attention"
            [heading]="t('live.door.cancelled')"
            [text]="t('live.door.cancelled-text', { time: format.dateTime(room().scheduledAt) })"
          >
            @if (room().role === 'candidate') {
              <a class="gr-button" routerLink="/book">{{ t('live.door.book-again') }}</a>
            }
            <a class="gr-button gr-button-text" [routerLink]="wayOut().path">{{ t(wayOut().label) }}</a>
          </gr-door>
        }
      }
    </ng-container>
  `,
  styles: `
    .wait {
      display: grid;
      gap: var(--gr-space-1);
    }

    .countdown {
      margin-block-end: var(--gr-space-3);
      font-size: clamp(2.5rem, 12vw, 4rem);
      font-weight: 620;
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.03em;
      line-height: 1.1;
    }
  `,
})
export class ClosedDoor {
  readonly kind = input.required<'too-early' | 'over' | 'cancelled'>();
  readonly room = input.required<Room>();
  /** Where this side goes after the interview. */
  readonly wayOut = input.required<WayOut>();
  /** Seconds until the room opens. */
  readonly opensIn = input(0);
  /** The person wants to test their devices meanwhile. */
  readonly tested = output();

  protected readonly format = inject(Formatter);
  /** Whoever did not meet has nothing to be thanked for. */
  protected readonly met = computed(() => hasBegun(this.room()));
}
