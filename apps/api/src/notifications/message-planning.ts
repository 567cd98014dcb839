import { Inject, Injectable } from '@nestjs/common';
import { hasWordsFor, type MessageChannelName, type MessageTemplateName } from '@greenroom/contracts';
import { AccessLinks } from '../access-links/access-links.service.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import type { PlannedWork } from '../platform/due-work/due-work.ts';
import { LogContext } from '../platform/log-context.ts';
import type { MessageChannel } from './channels/channel.ts';
import { MESSAGE_CHANNELS } from './channels/index.ts';
import { MESSAGE_WORK, MessagesRepository } from './messages.repository.ts';
import { audienceOf, Recipients, type RecipientWish } from './recipients.ts';
import { linkPurposeOf } from './templates/index.ts';

/** A message that somebody should get. */
export interface MessageWish {
  readonly interviewId: string;
  readonly template: MessageTemplateName;
  readonly recipient: RecipientWish;
  readonly channel: MessageChannelName;
  /** What the message is for: the same reason is never written for twice. Each of several administrators gets one of their own from it. */
  readonly dedupeKey: string;
  /** Times that the message speaks of: once the interview has others, the message is not sent any more. */
  readonly scheduleVersion: number;
}

/** Why nobody is written to. */
type MessageSkip = 'no-words-for-recipient' | 'channel-not-configured' | 'no-phone' | 'no-admin';

/**
 * `planned` is false when every one of the messages had been planned before. Several administrators get a message each. `work` is what the
 * caller announces after its commit.
 */
export type MessagePlan =
  | {
      readonly messageIds: readonly string[];
      readonly planned: boolean;
      readonly work: readonly PlannedWork[];
    }
  | { readonly skipped: MessageSkip };

/**
 * Writes down messages in the transaction of what they follow from. Nothing is sent here: a worker does that once the transaction is committed,
 * after it has read the interview again.
 */
@Injectable()
export class MessagePlanning {
  private readonly channels: ReadonlySet<string>;

  constructor(
    @Inject(MESSAGE_CHANNELS) channels: readonly MessageChannel[],
    private readonly messages: MessagesRepository,
    private readonly interviews: InterviewsRepository,
    private readonly recipients: Recipients,
    private readonly links: AccessLinks,
    private readonly clock: Clock,
    private readonly logContext: LogContext,
  ) {
    this.channels = new Set(channels.filter(({ isConfigured }) => isConfigured).map(({ name }) => name));
  }

  /** @throws Error for an interview that does not exist. */
  async plan(tx: Transaction, wish: MessageWish): Promise<MessagePlan> {
    const { template, recipient, channel } = wish;
    if (!hasWordsFor(template, audienceOf(recipient))) return { skipped: 'no-words-for-recipient' };
    if (!this.channels.has(channel)) return { skipped: 'channel-not-configured' };
    const interview = await this.interviews.find(wish.interviewId, tx);
    if (!interview) throw new Error(`The interview ${wish.interviewId} of a message does not exist`);
    const addressed = await this.recipients.addressesOf(tx, recipient, channel, interview);
    if ('skipped' in addressed) return addressed;
    await this.readyLink(tx, wish, interview);
    const dueAt = this.clock.now();
    const { messageIds, written } = await this.messages.plan(
      tx,
      addressed.addresses.map(({ role, id, address }) => ({
        interviewId: interview.id,
        dedupeKey: id === null ? wish.dedupeKey : `${wish.dedupeKey}:${id}`,
        template,
        channel,
        recipientRole: role,
        recipientId: id,
        recipient: address,
        scheduleVersion: wish.scheduleVersion,
        correlationId: this.logContext.correlationId,
      })),
      dueAt,
    );
    return {
      messageIds,
      planned: written.length > 0,
      work: written.map((id) => ({ kind: MESSAGE_WORK, id, dueAt })),
    };
  }

  /** The link that the message will bring; its address is made when the message is written. */
  private async readyLink(tx: Transaction, { template, recipient }: MessageWish, interview: InterviewRecord) {
    const purpose = linkPurposeOf(template, audienceOf(recipient));
    if (purpose) await this.links.issue(tx, interview, purpose);
  }
}
