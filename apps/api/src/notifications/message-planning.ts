import { Inject, Injectable } from '@nestjs/common';
import { hasWordsFor, type MessageChannelName, type MessageTemplateName } from '@greenroom/contracts';
import { type AccessLinkPurpose, accessLinkPurposes } from '@greenroom/domain';
import { AccessLinks } from '../access-links/access-links.service.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';
import type { PlannedWork } from '../platform/due-work/due-work.ts';
import type { MessageChannel } from './channels/channel.ts';
import { MESSAGE_CHANNELS } from './channels/index.ts';
import { MESSAGE_WORK, MessagesRepository, type PlannedMessage } from './messages.repository.ts';
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
  /** The request that it goes back to. */
  readonly correlationId?: string | null;
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

/** Messages to be written, with the link that they bring; or why there are none. */
type Draft =
  | {
      readonly interview: InterviewRecord;
      readonly purpose: AccessLinkPurpose | null;
      readonly messages: readonly PlannedMessage[];
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
  ) {
    this.channels = new Set(channels.filter(({ isConfigured }) => isConfigured).map(({ name }) => name));
  }

  /** @throws Error for an interview that does not exist. */
  async plan(tx: Transaction, wish: MessageWish): Promise<MessagePlan> {
    const [plan] = await this.planAll(tx, [wish]);
    if (!plan) throw new Error('A message has no plan');
    return plan;
  }

  /** The plans of many messages, in their order, with as few statements as for one. */
  async planAll(tx: Transaction, wishes: readonly MessageWish[]): Promise<readonly MessagePlan[]> {
    const interviews = await this.interviewsOf(tx, wishes);
    const drafts: Draft[] = [];
    for (const wish of wishes) drafts.push(await this.draft(tx, wish, interviews));
    await this.readyLinks(tx, drafts);
    const dueAt = this.clock.now();
    const messages = drafts.flatMap((draft) => ('messages' in draft ? draft.messages : []));
    const written = new Map(
      (await this.messages.plan(tx, messages, dueAt)).map((message) => [message.dedupeKey, message]),
    );
    return drafts.map((draft) => {
      if ('skipped' in draft) return draft;
      const own = draft.messages.flatMap(({ dedupeKey }) => written.get(dedupeKey) ?? []);
      const fresh = own.filter(({ isNew }) => isNew);
      return {
        messageIds: own.map(({ id }) => id),
        planned: fresh.length > 0,
        work: fresh.map(({ id }) => ({ kind: MESSAGE_WORK, id, dueAt })),
      };
    });
  }

  private async interviewsOf(
    tx: Transaction,
    wishes: readonly MessageWish[],
  ): Promise<ReadonlyMap<string, InterviewRecord>> {
    const ids = new Set(wishes.map(({ interviewId }) => interviewId));
    const rows = await this.interviews.findAll([...ids], tx);
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async draft(
    tx: Transaction,
    wish: MessageWish,
    interviews: ReadonlyMap<string, InterviewRecord>,
  ): Promise<Draft> {
    const { template, recipient, channel } = wish;
    if (!hasWordsFor(template, audienceOf(recipient))) return { skipped: 'no-words-for-recipient' };
    if (!this.channels.has(channel)) return { skipped: 'channel-not-configured' };
    const interview = interviews.get(wish.interviewId);
    if (!interview) throw new Error(`The interview ${wish.interviewId} of a message does not exist`);
    const addressed = await this.recipients.addressesOf(tx, recipient, channel, interview);
    if ('skipped' in addressed) return addressed;
    const messages = addressed.addresses.map(({ role, id, address }) => ({
      interviewId: interview.id,
      dedupeKey: id === null ? wish.dedupeKey : `${wish.dedupeKey}:${id}`,
      template,
      channel,
      recipientRole: role,
      recipientId: id,
      recipient: address,
      scheduleVersion: wish.scheduleVersion,
      correlationId: wish.correlationId ?? null,
    }));
    return { interview, purpose: linkPurposeOf(template, audienceOf(recipient)), messages };
  }

  /** The links that the messages will bring; their addresses are made when the messages are written. */
  private async readyLinks(tx: Transaction, drafts: readonly Draft[]): Promise<void> {
    for (const purpose of accessLinkPurposes) {
      const interviews = drafts.flatMap((draft) =>
        'messages' in draft && draft.purpose === purpose ? [draft.interview] : [],
      );
      if (interviews.length > 0) await this.links.issueAll(tx, [...new Set(interviews)], purpose);
    }
  }
}
