import { Inject, Injectable } from '@nestjs/common';
import {
  localeSchema,
  messageAudiencesOf,
  messageChannelSchema,
  type MessageTemplateSummary,
  messageTemplates,
  messageTextsSchema,
  type MessageWording,
  type MessageWordingKey,
  type MessageWordingParams,
} from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { BrandingService } from '../branding/branding.service.ts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import { AppError } from '../platform/http/app-error.ts';
import { checkTexts, readKey, readTexts, type Texts } from './message-texts-check.ts';
import { type WordingRecord, MessageWordingsRepository } from './message-wordings.repository.ts';
import { wordsOf } from './message-words.ts';
import { sampleMessage } from './sample-message.ts';
import { shippedTexts } from './texts/index.ts';

/** The words of messages, for the administrators who look after them. */
@Injectable()
export class MessageWordings {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly database: Database,
    private readonly repository: MessageWordingsRepository,
    private readonly branding: BrandingService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<{ items: MessageTemplateSummary[] }> {
    const changed = await this.repository.list();
    const items = messageTemplates.flatMap((template) =>
      messageAudiencesOf[template].map((audience) => ({
        template,
        audience,
        changed: changed
          .filter((wording) => wording.template === template && wording.audience === audience)
          .map(({ channel, locale }) => ({
            channel: messageChannelSchema.parse(channel),
            locale: localeSchema.parse(locale),
          })),
      })),
    );
    return { items };
  }

  /** @throws AppError `not-found` for a reader whom the message has no words for. */
  async get(params: MessageWordingParams): Promise<MessageWording> {
    const found = readKey(params);
    return this.toWording(found, await this.repository.find(found.key));
  }

  /**
   * Puts words in the place of those in use, from the next message on.
   *
   * @throws AppError `not-found`; `invalid-request` for words that do not render; `state-conflict` when somebody else changed them first.
   */
  async update(
    actorId: string,
    params: MessageWordingParams,
    { texts, baseVersion }: { texts: Texts; baseVersion: number },
  ): Promise<MessageWording> {
    const { key, template } = readKey(params);
    checkTexts(template, key.locale, await this.surroundings(), readTexts(key.channel, texts));
    await this.database.transaction(async (tx) => {
      const words = { texts: { ...texts }, updatedBy: actorId, updatedAt: this.clock.now() };
      if (!(await this.repository.replace(tx, key, baseVersion, words))) {
        throw new AppError('state-conflict', 'Somebody else changed this message in the meantime.');
      }
      await this.audit.record(tx, {
        actorId,
        action: 'message-wording.updated',
        subject: subjectOf(key),
        details: { ...texts, version: baseVersion + 1 },
      });
    });
    return this.get(key);
  }

  /** Goes back to the shipped words. @throws AppError `not-found`. */
  async reset(actorId: string, params: MessageWordingParams): Promise<MessageWording> {
    const { key } = readKey(params);
    await this.database.transaction(async (tx) => {
      if (await this.repository.remove(tx, key))
        await this.audit.record(tx, { actorId, action: 'message-wording.reset', subject: subjectOf(key) });
    });
    return this.get(key);
  }

  private async toWording(
    { key, template }: ReturnType<typeof readKey>,
    written: WordingRecord | null,
  ): Promise<MessageWording> {
    const shipped = shippedTexts(key.template, key.audience, key.locale)[key.channel];
    const words = wordsOf(sampleMessage(template, key.locale, await this.surroundings()));
    return {
      ...key,
      texts: messageTextsSchema.safeParse(written?.texts).data ?? shipped,
      shipped,
      version: written?.version ?? 0,
      updatedAt: written?.updatedAt.toISOString() ?? null,
      variables: Object.entries(words)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => ({ name, sample: String(value) })),
    };
  }

  private async surroundings() {
    return { branding: await this.branding.current(), publicUrl: this.environment.PUBLIC_URL };
  }
}

const subjectOf = ({ template, audience, channel, locale }: MessageWordingKey) =>
  `message-wording:${template}.${audience}.${channel}.${locale}` as const;
