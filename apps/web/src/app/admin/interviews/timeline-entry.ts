import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StepStatus, WebhookDeliveryStatus, WorkflowSummary } from '@greenroom/contracts';
import { StatusChip, type StatusTone } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import { STATUS_TONES } from '../../platform/status-tones';
import { AdminIcon, type AdminIconName } from '../icon';
import { named, reasonOf } from '../workflows/workflow-words';
import { MESSAGE_TONES } from './message-tones';
import { ledgerReason, messageReason } from './reasons';
import { StepActions } from './step-actions';
import { runTitle, stepWords } from './step-words';
import type { TimelineEntry as Entry, TimelineKind } from './timeline';

const ICONS: Record<TimelineKind, AdminIconName> = {
  transition: 'transition',
  rescheduled: 'interviews',
  event: 'transition',
  task: 'people',
  money: 'money',
  step: 'workflows',
  message: 'mail',
  delivery: 'webhooks',
  presence: 'presence',
};

const STEP_TONES: Record<StepStatus, StatusTone> = {
  waiting: 'quiet',
  pending: 'calm',
  done: 'calm',
  skipped: 'quiet',
  parked: 'loss',
  cancelled: 'quiet',
};

const DELIVERY_TONES: Record<WebhookDeliveryStatus, StatusTone> = {
  queued: 'attention',
  sending: 'active',
  delivered: 'calm',
  parked: 'loss',
};

/** One thing that happened to an interview: when, what, by whom and why, with what can be done about it. */
@Component({
  selector: 'gr-timeline-entry',
  imports: [AdminIcon, RouterLink, StatusChip, StepActions, TranslocoDirective],
  templateUrl: './timeline-entry.html',
  styleUrl: './timeline-entry.scss',
})
export class TimelineEntry {
  protected readonly format = inject(Formatter);

  readonly entry = input.required<Entry>();
  readonly workflows = input.required<readonly WorkflowSummary[]>();
  /** The message that is being put back into the queue. */
  readonly retrying = input<string | null>(null);
  readonly retryMessage = output<string>();
  readonly changed = output();

  protected readonly icon = computed(() => ICONS[this.entry().kind]);
  protected readonly statusTones = STATUS_TONES;
  protected readonly messageTones = MESSAGE_TONES;
  protected readonly stepTones = STEP_TONES;
  protected readonly deliveryTones = DELIVERY_TONES;

  protected readonly named = named;
  protected readonly reasonOf = reasonOf;
  protected readonly runTitle = runTitle;
  protected readonly stepWords = stepWords;
  protected readonly messageReason = messageReason;
  protected readonly ledgerReason = ledgerReason;

  protected secondsOf(from: string, until: string): number {
    return (Date.parse(until) - Date.parse(from)) / 1000;
  }
}
