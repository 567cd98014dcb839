import { Injectable } from '@nestjs/common';
import type { AdminInterviewType, InterviewTypeInput } from '@greenroom/contracts';
import { Database, type Transaction } from '../platform/database/database.ts';

const selection = {
  id: true,
  slug: true,
  name: true,
  description: true,
  durationMinutes: true,
  priceMinor: true,
  currency: true,
  active: true,
} as const;

@Injectable()
export class InterviewTypesRepository {
  constructor(private readonly database: Database) {}

  /** Cheapest first. */
  list(where: { active?: boolean }): Promise<AdminInterviewType[]> {
    return this.database.client.interviewType.findMany({
      where,
      select: selection,
      orderBy: [{ priceMinor: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    });
  }

  find(id: string): Promise<AdminInterviewType | null> {
    return this.database.client.interviewType.findUnique({ where: { id }, select: selection });
  }

  insert(tx: Transaction, input: InterviewTypeInput): Promise<AdminInterviewType> {
    return tx.interviewType.create({ data: input, select: selection });
  }

  /** Null when there is no such type. */
  async replace(tx: Transaction, id: string, input: InterviewTypeInput): Promise<AdminInterviewType | null> {
    const [row] = await tx.interviewType.updateManyAndReturn({
      where: { id },
      data: input,
      select: selection,
    });
    return row ?? null;
  }
}
