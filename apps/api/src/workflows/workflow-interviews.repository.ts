import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { WorkflowInterview } from './workflow-interview.ts';

/** Columns of a {@link WorkflowInterview}, of {@link interviewTables}. */
export const interviewColumns = Prisma.sql`
  i.id, i.status, i.schedule_version AS "scheduleVersion", i.scheduled_at AS "scheduledAt", i.ends_at AS "endsAt",
  i.instant, i.duration_minutes AS "durationMinutes", i.interview_type_id AS "interviewTypeId",
  i.type_name AS "typeName", i.job_role AS "jobRole", i.experience_level AS "experienceLevel", i.focus,
  i.price_minor AS "priceMinor", i.currency, i.candidate_locale AS "candidateLocale",
  n.locale AS "interviewerLocale", p.status AS "paymentStatus", i.feedback_at AS "feedbackAt",
  i.overall_rating::int AS "overallRating", i.outcome`;

export const interviewTables = Prisma.sql`
  interview i JOIN interviewer n ON n.id = i.interviewer_id LEFT JOIN payment p ON p.interview_id = i.id`;

@Injectable()
export class WorkflowInterviewsRepository {
  constructor(private readonly database: Database) {}

  async find(id: string, tx: Transaction = this.database.client): Promise<WorkflowInterview | undefined> {
    const rows = await tx.$queryRaw<WorkflowInterview[]>`
      SELECT ${interviewColumns} FROM ${interviewTables} WHERE i.id = ${id}::uuid`;
    return rows[0];
  }
}
