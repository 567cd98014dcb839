import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import { Metrics } from '../observability/metrics.ts';
import { Clock } from '../platform/clock.ts';
import type { Backlog } from '../platform/due-work/backlog.ts';
import type { DueRow, DueWork } from '../platform/due-work/due-work.ts';
import { DueWorkRegistry } from '../platform/due-work/due-work-registry.ts';
import { LogContext } from '../platform/log-context.ts';
import { DeliveryFailure, type MessageChannel } from './channels/channel.ts';
import { MESSAGE_CHANNELS } from './channels/index.ts';
import { nextAttempt } from './delivery-schedule.ts';
import { because } from './message-outcome.ts';
import { MessageReading } from './message-reading.ts';
import { MESSAGE_WORK, type MessageRecord, MessagesRepository, type Outcome } from './messages.repository.ts';

/** How long a worker has a message for itself; a worker that dies loses it after that. */
const LEASE_MS = 60_000;
/** How long one try may take. */
const TRY_MS = 45_000;
/** What of the lease is left for writing down what became of a try. */
const MARGIN_MS = 5_000;

/**
 * Sends messages when they are due. The interview is read again for each try: what no longer applies is skipped, with the reason. One worker
 * at a time has a message, by lease; a server that refuses one message for good does not hold up the others.
 */
@Injectable()
export class MessageDelivery implements DueWork, OnModuleInit {
  readonly kind = MESSAGE_WORK;
  readonly lane = 'mail';
  private readonly logger = new Logger(MessageDelivery.name);
  private readonly channels: ReadonlyMap<string, MessageChannel>;
  private warmedUp: Promise<unknown> | undefined;

  constructor(
    @Inject(MESSAGE_CHANNELS) channels: readonly MessageChannel[],
    private readonly repository: MessagesRepository,
    private readonly reading: MessageReading,
    private readonly clock: Clock,
    private readonly registry: DueWorkRegistry,
    private readonly metrics: Metrics,
    private readonly logContext: LogContext,
  ) {
    this.channels = new Map(channels.map((channel) => [channel.name, channel]));
    if (this.channels.size < channels.length) throw new Error('Two message channels have the same name');
  }

  onModuleInit(): void {
    this.registry.register(this);
  }

  /** Asked by workers only; the first look readies the channels, so that the first message does not wait for them. */
  due(now: Date, limit: number): Promise<readonly DueRow[]> {
    this.warmedUp ??= Promise.all([...this.channels.values()].map((channel) => channel.warmUp())).catch(
      (failure: unknown) => {
        this.logger.error({ err: failure }, 'A message channel did not get ready');
      },
    );
    return this.repository.due(now, limit);
  }

  backlog(now: Date): Promise<Backlog> {
    return this.repository.backlog(now);
  }

  async run(id: string): Promise<void> {
    const now = this.clock.now();
    const claimed = await this.repository.claim(id, now, new Date(now.getTime() + LEASE_MS));
    if (!claimed) return;
    const { interviewId, correlationId } = claimed;
    const fields = { messageId: id, interviewId, ...(correlationId && { correlationId }) };
    await this.logContext.run(fields, () => this.deliver(claimed));
  }

  private async deliver(claimed: MessageRecord): Promise<void> {
    const outcome = await this.attempt(claimed);
    if (!outcome || !(await this.repository.finish(claimed, outcome))) {
      this.logger.warn({ claim: claimed.claim }, 'The lease of a message ended before its work did');
      return;
    }
    this.logger.log({ template: claimed.template, outcome: outcome.kind }, 'A message was tried');
    this.metrics.messages.inc({ template: claimed.template, outcome: outcome.kind });
    if (outcome.kind !== 'parked') return;
    const reason = 'outcome' in outcome ? outcome.outcome.reason : outcome.reason;
    this.logger.error({ reason }, 'A message was given up');
  }

  /** One try; undefined when the lease ended before the message was handed over. */
  private async attempt(row: MessageRecord): Promise<Outcome | undefined> {
    let interview: InterviewRecord | undefined;
    try {
      const channel = this.channels.get(row.channel);
      if (!channel) return { kind: 'parked', outcome: because('no-channel') };
      const reading = await this.reading.read(row);
      if (reading.kind !== 'send') return reading;
      ({ interview } = reading.message);
      if (reading.message.recipient !== row.recipient)
        await this.repository.readdress(row, reading.message.recipient);
      const left = (row.leasedUntil?.getTime() ?? 0) - this.clock.now().getTime() - MARGIN_MS;
      if (left <= 0) return undefined;
      await channel.deliver(reading.message, AbortSignal.timeout(Math.min(TRY_MS, left)));
      return { kind: 'sent', at: this.clock.now() };
    } catch (failure) {
      return this.failed(row, failure, interview);
    }
  }

  private failed(row: MessageRecord, failure: unknown, interview: InterviewRecord | undefined): Outcome {
    const reason = failure instanceof Error ? failure.message.slice(0, 500) : 'unknown';
    const at = nextAttempt(row.attempts, this.clock.now(), interview);
    if (!(failure instanceof DeliveryFailure))
      this.logger.error({ err: failure }, 'A message could not be made');
    const permanent = failure instanceof DeliveryFailure && failure.permanent;
    return permanent || !at ? { kind: 'parked', reason } : { kind: 'retried', reason, at };
  }
}
