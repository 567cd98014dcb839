import { Component, computed, inject, input, type OnInit } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import type { Interview } from '@greenroom/contracts';
import { ErrorState } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter } from 'rxjs';
import { Clock } from '../platform/clock';
import { Formatter } from '../platform/formatter';
import { hasLapsed, isKept } from './hold';
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
  /** Not paid, as far as is known: until when the slot is kept is for the clock to say. */
  private readonly unpaid = computed(() => {
    const state = this.state();
    return state.kind === 'not-paid' ? state.interview : null;
  });
  /** The unpaid interview whose slot is still kept. */
  protected readonly held = computed(() => {
    const interview = this.unpaid();
    return interview && isKept(interview, this.clock()) ? interview : null;
  });
  private readonly lapsed = computed(() => {
    const interview = this.unpaid();
    return interview !== null && hasLapsed(interview, this.clock());
  });
  /** Asking, with nothing to tell yet. */
  protected readonly checking = computed(() => this.state().kind === 'checking' || this.lapsed());
  protected readonly slow = computed(() => {
    const state = this.state();
    return state.kind === 'unreachable' || ('slow' in state && state.slow);
  });

  constructor() {
    toObservable(this.lapsed)
      .pipe(filter(Boolean), takeUntilDestroyed())
      .subscribe(() => void this.follow());
  }

  ngOnInit(): void {
    void this.follow();
  }

  /** Given up here; or over or paid meanwhile, which only the server knows. */
  protected async ended(interview: Interview | null): Promise<void> {
    if (interview?.status === 'scheduled') await this.open(interview);
    else await this.follow();
  }

  protected async follow(): Promise<void> {
    const state = await this.settlement.follow(this.interviewId());
    if (state.kind === 'scheduled') await this.open(state.interview);
  }

  /** The way back leads past this page: it has done its work. */
  private async open(interview: Interview): Promise<void> {
    const room = interview.instant && interview.roomName ? ['/live-interview', interview.roomName] : null;
    await this.router.navigate(room ?? ['/interviews', interview.id], { replaceUrl: true });
  }
}
