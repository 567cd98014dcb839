import { Injectable } from '@nestjs/common';
import type { AdminInterviewType, InterviewType, InterviewTypeInput } from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/app-error.ts';
import { withUniqueField } from './unique-field.ts';
import { InterviewTypesRepository } from './interview-types.repository.ts';

/** Interview types. A booking copies name, duration, price and policy, so changing a type never changes what somebody has bought. */
@Injectable()
export class InterviewTypesService {
  constructor(
    private readonly database: Database,
    private readonly repository: InterviewTypesRepository,
    private readonly audit: AuditLog,
  ) {}

  async listActive(): Promise<{ items: AdminInterviewType[] }> {
    return { items: await this.repository.list({ active: true }) };
  }

  async listAll(): Promise<{ items: AdminInterviewType[] }> {
    return { items: await this.repository.list({}) };
  }

  /**
   * The type that a booking is made of.
   *
   * @throws AppError `not-found` when there is none, or it cannot be booked any more.
   */
  async bookable(id: string): Promise<InterviewType> {
    const type = await this.repository.find(id);
    if (!type?.active) throw notFound('interview type');
    return type;
  }

  /** @throws AppError `already-exists` when another type has the slug. */
  create(actorId: string, input: InterviewTypeInput): Promise<AdminInterviewType> {
    return withUniqueField(slugTaken, () =>
      this.database.transaction(async (tx) => {
        const type = await this.repository.insert(tx, input);
        await this.audit.record(tx, {
          actorId,
          action: 'interview-type.created',
          ...auditOf(type),
        });
        return type;
      }),
    );
  }

  /** @throws AppError `not-found`; `already-exists` when another type has the slug. */
  update(actorId: string, id: string, input: InterviewTypeInput): Promise<AdminInterviewType> {
    return withUniqueField(slugTaken, () =>
      this.database.transaction(async (tx) => {
        const type = await this.repository.replace(tx, id, input);
        if (!type) throw notFound('interview type');
        await this.audit.record(tx, {
          actorId,
          action: 'interview-type.updated',
          ...auditOf(type),
        });
        return type;
      }),
    );
  }
}

const slugTaken = { path: 'body.slug', message: 'is used by another interview type' };

const auditOf = ({
  id,
  slug,
  name,
  durationMinutes,
  priceMinor,
  currency,
  policy,
  active,
}: AdminInterviewType) => ({
  subject: `interview-type:${id}` as const,
  details: { slug, name, durationMinutes, priceMinor, currency, active, ...policy },
});
