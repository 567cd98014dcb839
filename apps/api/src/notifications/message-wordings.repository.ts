import { Injectable } from '@nestjs/common';
import type { MessageWordingKey } from '@greenroom/contracts';
import type { MessageTemplateText } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';

export type WordingRecord = MessageTemplateText;

/** Words that administrators put in the place of the shipped ones. */
@Injectable()
export class MessageWordingsRepository {
  constructor(private readonly database: Database) {}

  list(): Promise<Pick<WordingRecord, 'template' | 'audience' | 'channel' | 'locale'>[]> {
    return this.database.client.messageTemplateText.findMany({
      select: { template: true, audience: true, channel: true, locale: true },
      orderBy: [{ channel: 'asc' }, { locale: 'asc' }],
    });
  }

  find(key: MessageWordingKey): Promise<WordingRecord | null> {
    return this.database.client.messageTemplateText.findUnique({
      where: { template_audience_channel_locale: key },
    });
  }

  /** Writes words over those of a version, 0 where there are none; false when that is not the newest any more. */
  async replace(
    tx: Transaction,
    key: MessageWordingKey,
    baseVersion: number,
    words: Pick<WordingRecord, 'updatedBy' | 'updatedAt'> & { texts: Readonly<Record<string, string>> },
  ): Promise<boolean> {
    const data = { ...words, version: baseVersion + 1 };
    const { count } =
      baseVersion === 0
        ? await tx.messageTemplateText.createMany({ data: { ...key, ...data }, skipDuplicates: true })
        : await tx.messageTemplateText.updateMany({ where: { ...key, version: baseVersion }, data });
    return count === 1;
  }

  async remove(tx: Transaction, key: MessageWordingKey): Promise<boolean> {
    const { count } = await tx.messageTemplateText.deleteMany({ where: key });
    return count === 1;
  }
}
