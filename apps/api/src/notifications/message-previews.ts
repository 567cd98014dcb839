import { Inject, Injectable } from '@nestjs/common';
import type { Locale, MessagePreview, MessageWordingParams } from '@greenroom/contracts';
import { BrandingService } from '../branding/branding.service.ts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import { notFound } from '../platform/http/app-error.ts';
import { LOGO_CID } from './mail-view.ts';
import { MessageComposer } from './message-composer.ts';
import { MessageFactsRepository } from './message-facts.ts';
import type { MessageSubject } from './message-subject.ts';
import { checkTexts, readKey, readTexts, type Texts } from './message-texts-check.ts';
import { sampleMessage } from './sample-message.ts';
import { toSmsText } from './sms-text.ts';
import type { MessageTemplate } from './templates/template.ts';

/** Shows messages as they would arrive. Nothing is planned, sent or saved, and no link in them opens anything. */
@Injectable()
export class MessagePreviews {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly composer: MessageComposer,
    private readonly interviews: InterviewsRepository,
    private readonly facts: MessageFactsRepository,
    private readonly branding: BrandingService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param texts words to try out; null for those in use.
   * @param interviewId what it is about; null for the example.
   * @throws AppError `not-found`; `invalid-request` for words that do not render.
   */
  async preview(
    params: MessageWordingParams,
    { texts, interviewId }: { texts: Texts | null; interviewId: string | null },
  ): Promise<MessagePreview> {
    const { key, template } = readKey(params);
    const subject = await this.subjectOf(template, key.locale, interviewId);
    const surroundings = { branding: subject.branding, publicUrl: this.environment.PUBLIC_URL };
    if (texts) checkTexts(template, key.locale, surroundings, readTexts(key.channel, texts));
    if (key.channel === 'sms') {
      const text = texts ? toSmsText(subject, readTexts('sms', texts)) : await this.composer.sms(subject);
      return { subject: null, html: null, text };
    }
    const mail = texts
      ? await this.composer.tryEmail(subject, readTexts('email', texts))
      : await this.composer.email(subject);
    const html = mail.html.replaceAll(`cid:${LOGO_CID}`, subject.branding.logo ?? '');
    return { subject: mail.view.subject, html, text: mail.text };
  }

  private async subjectOf(
    template: MessageTemplate,
    locale: Locale,
    interviewId: string | null,
  ): Promise<MessageSubject> {
    const surroundings = {
      branding: await this.branding.current(),
      publicUrl: this.environment.PUBLIC_URL,
    };
    if (interviewId === null) return sampleMessage(template, locale, surroundings);
    const interview = await this.interviews.find(interviewId);
    if (!interview) throw notFound('interview');
    const facts = await this.facts.find(interview);
    return {
      ...sampleMessage(template, locale, surroundings, interview, facts),
      now: this.clock.now(),
    };
  }
}
