import { Injectable } from '@nestjs/common';
import type { InterviewerInput, Specialist } from '@greenroom/contracts';
import type { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';

const specialistSelection = {
  id: true,
  name: true,
  headline: true,
  specialties: true,
  timeZone: true,
} satisfies Prisma.InterviewerSelect;

const selection = {
  ...specialistSelection,
  email: true,
  phone: true,
  locale: true,
  bufferMinutes: true,
  minimumNoticeMinutes: true,
  acceptsInstant: true,
  active: true,
  weeklyHours: {
    select: { weekday: true, startMinute: true, endMinute: true },
    orderBy: [{ weekday: 'asc' }, { startMinute: 'asc' }],
  },
} satisfies Prisma.InterviewerSelect;

/** An interviewer with their hours, as the table has them. */
export type InterviewerRecord = Awaited<ReturnType<InterviewersRepository['listAll']>>[number];

@Injectable()
export class InterviewersRepository {
  constructor(private readonly database: Database) {}

  listSpecialists(): Promise<Specialist[]> {
    return this.database.client.interviewer.findMany({
      where: { active: true },
      select: specialistSelection,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
  }

  listAll() {
    return this.database.client.interviewer.findMany({
      select: selection,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
  }

  insert(tx: Transaction, { weeklyHours, ...profile }: InterviewerInput): Promise<InterviewerRecord> {
    return tx.interviewer.create({
      data: { ...profile, weeklyHours: { create: weeklyHours } },
      select: selection,
    });
  }

  /** Replaces profile and hours; null when there is no such interviewer. The row's lock keeps two replacements apart. */
  async replace(
    tx: Transaction,
    id: string,
    { weeklyHours, ...profile }: InterviewerInput,
  ): Promise<InterviewerRecord | null> {
    const { count } = await tx.interviewer.updateMany({ where: { id }, data: profile });
    if (count === 0) return null;
    await tx.weeklyHours.deleteMany({ where: { interviewerId: id } });
    await tx.weeklyHours.createMany({ data: weeklyHours.map((hours) => ({ ...hours, interviewerId: id })) });
    return tx.interviewer.findUnique({ where: { id }, select: selection });
  }
}
