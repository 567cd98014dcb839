import { Inject, Injectable } from '@nestjs/common';
import type { MessageReason } from '@greenroom/contracts';
import { AccessLinks } from '../access-links/access-links.service.ts';
import { BrandingService } from '../branding/branding.service.ts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import type { DueMessage } from './channels/channel.ts';
import { MessageFactsRepository } from './message-facts.ts';
import { because } from './message-outcome.ts';
import { pageFor, urlFor } from './message-subject.ts';
import { type MessageRecord, MessagesRepository, type NotSent } from './messages.repository.ts';
import { audienceOfRole, Recipients } from './recipients.ts';
import { findTemplate } from './templates/index.ts';

/** What is found out about a message at its time: it is to be sent, or why not. */
export type Reading = { readonly kind: 'send'; readonly message: DueMessage } | NotSent;

/** Reads everything that a message is made from, as it stands at the moment of sending. */
@Injectable()
export class MessageReading {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly messages: MessagesRepository,
    private readonly interviews: InterviewsRepository,
    private readonly facts: MessageFactsRepository,
    private readonly recipients: Recipients,
    private readonly links: AccessLinks,
    private readonly branding: BrandingService,
    private readonly clock: Clock,
  ) {}

  async read(row: MessageRecord): Promise<Reading> {
    const template = findTemplate(row.template, audienceOfRole(row.recipientRole));
    if (!template) return { kind: 'parked', outcome: because('no-template') };
    const interview = await this.interviews.find(row.interviewId);
    if (!interview) return skipped('interview-gone');
    const facts = await this.facts.find(interview);
    const now = this.clock.now();
    const obsolete = template.obsolete(interview, facts, now);
    if (obsolete) return { kind: 'skipped', outcome: obsolete };
    if (template.timely && interview.scheduleVersion !== row.scheduleVersion)
      return skipped('interview-moved');
    if (await this.messages.isReplaced(row)) return skipped('replaced');
    const recipient = await this.recipients.find(row, interview);
    if (!recipient) return skipped('nobody-left');
    const { action } = template;
    const link =
      action?.kind === 'signed-link' ? await this.links.currentUrl(interview.id, action.purpose) : null;
    if (action?.kind === 'signed-link' && action.essential && link === null) return skipped('link-over');
    const { PUBLIC_URL } = this.environment;
    const message = {
      id: row.id,
      recipient: recipient.address,
      template,
      interview,
      facts,
      reader: recipient.reader,
      branding: await this.branding.current(),
      url: urlFor(action, PUBLIC_URL, interview.id, link),
      page: pageFor(template.audience, PUBLIC_URL, interview.id),
      now,
    };
    return { kind: 'send', message };
  }
}

const skipped = (reason: MessageReason) => ({ kind: 'skipped', outcome: because(reason) }) as const;
