import { Component, computed, inject, input, type OnInit, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { Interview } from '@greenroom/contracts';
import { ErrorState } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { HoldPanel } from './hold-panel';
import { SettlementStore } from './settlement-store';

/** `/bookings/:interviewId/return`: back from the payment page. Paid for now: on into the room, without a stop here. */
@Component({
  selector: 'gr-payment-return-page',
  imports: [ErrorState, HoldPanel, RouterLink, TranslocoDirective],
  providers: [SettlementStore],
  templateUrl: './payment-return-page.html',
  styleUrl: './payment-page.scss',
})
export class PaymentReturnPage implements OnInit {
  private readonly router = inject(Router);
  private readonly settlement = inject(SettlementStore);
  private readonly clock = inject(Clock).everySecond();
  protected readonly format = inject(Formatter);

  readonly interviewId = input.required<string>();

  protected readonly state = this.settlement.state;
  private readonly holdEnded = signal(false);
  /** The unpaid interview whose slot is still kept. */
  protected readonly held = computed<Interview | null>(() => {
    const state = this.state();
    if (state.kind !== 'not-paid' || this.holdEnded()) return null;
    const { interview } = state;
    const open = interview.status === 'held' && Date.parse(interview.holdExpiresAt ?? '') > this.clock();
    return open ? interview : null;
  });

  ngOnInit(): void {
    void this.follow();
  }

  protected async ended(interview: Interview | null): Promise<void> {
    if (interview?.status === 'scheduled') await this.open(interview);
    else this.holdEnded.set(true);
  }

  private async follow(): Promise<void> {
    const state = await this.settlement.follow(this.interviewId());
    if (state.kind === 'scheduled') await this.open(state.interview);
  }

  /** The way back leads past this page: it has done its work. */
  private async open(interview: Interview): Promise<void> {
    const room = interview.instant && interview.roomName ? ['/live-interview', interview.roomName] : null;
    await this.router.navigate(room ?? ['/interviews', interview.id], { replaceUrl: true });
  }
}
