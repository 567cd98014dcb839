import { Injectable } from '@nestjs/common';
import {
  type AdminInterviewer,
  type InterviewerInput,
  localeSchema,
  type Specialist,
} from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/app-error.ts';
import { type InterviewerRecord, InterviewersRepository } from './interviewers.repository.ts';
import { withUniqueField } from './unique-field.ts';

/** Interviewers: people without an account, who are invited by e-mail. */
@Injectable()
export class InterviewersService {
  constructor(
    private readonly database: Database,
    private readonly repository: InterviewersRepository,
    private readonly audit: AuditLog,
  ) {}

  async listSpecialists(): Promise<{ items: Specialist[] }> {
    return { items: await this.repository.listSpecialists() };
  }

  async listAll(): Promise<{ items: AdminInterviewer[] }> {
    return { items: (await this.repository.listAll()).map(toAdminInterviewer) };
  }

  /** @throws AppError `already-exists` when another interviewer has the e-mail address. */
  create(actorId: string, input: InterviewerInput): Promise<AdminInterviewer> {
    return withUniqueField(emailTaken, () =>
      this.database.transaction(async (tx) => {
        const interviewer = await this.repository.insert(tx, normalised(input));
        await this.audit.record(tx, {
          actorId,
          action: 'interviewer.created',
          ...auditOf(interviewer),
        });
        return toAdminInterviewer(interviewer);
      }),
    );
  }

  /** @throws AppError `not-found`; `already-exists` when another interviewer has the e-mail address. */
  update(actorId: string, id: string, input: InterviewerInput): Promise<AdminInterviewer> {
    return withUniqueField(emailTaken, () =>
      this.database.transaction(async (tx) => {
        const interviewer = await this.repository.replace(tx, id, normalised(input));
        if (!interviewer) throw notFound('interviewer');
        await this.audit.record(tx, {
          actorId,
          action: 'interviewer.updated',
          ...auditOf(interviewer),
        });
        return toAdminInterviewer(interviewer);
      }),
    );
  }
}

const emailTaken = { path: 'body.email', message: 'is used by another interviewer' };

/** Addresses that differ in case only reach the same person. */
const normalised = (input: InterviewerInput): InterviewerInput => ({
  ...input,
  email: input.email.toLowerCase(),
});

const toAdminInterviewer = (row: InterviewerRecord): AdminInterviewer => ({
  ...row,
  locale: localeSchema.parse(row.locale),
});

const auditOf = ({ id, name, timeZone, active, weeklyHours }: InterviewerRecord) => ({
  subject: `interviewer:${id}` as const,
  details: { name, timeZone, active, weeklyHours: weeklyHours.length },
});
