import { Injectable } from '@nestjs/common';
import { type AdminInterviewType, type InterviewTypeInput, policySchema } from '@greenroom/contracts';
import { Database, type Transaction } from '../platform/database/database.ts';

const selection = {
  id: true,
  slug: true,
  name: true,
  description: true,
  durationMinutes: true,
  priceMinor: true,
  currency: true,
  policy: true,
  active: true,
} as const;

/** The policy is JSON to the database; what is in it is known here. */
const toType = <Row extends { policy: unknown }>(row: Row) => ({
  ...row,
  policy: policySchema.parse(row.policy),
});

@Injectable()
export class InterviewTypesRepository {
  constructor(private readonly database: Database) {}

  /** Cheapest first. */
  async list(where: { active?: boolean }): Promise<AdminInterviewType[]> {
    const rows = await this.database.client.interviewType.findMany({
      where,
      select: selection,
      orderBy: [{ priceMinor: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toType);
  }

  async find(id: string): Promise<AdminInterviewType | null> {
    const row = await this.database.client.interviewType.findUnique({ where: { id }, select: selection });
    return row && toType(row);
  }

  async insert(tx: Transaction, input: InterviewTypeInput): Promise<AdminInterviewType> {
    return toType(await tx.interviewType.create({ data: input, select: selection }));
  }

  /** Null when there is no such type. */
  async replace(tx: Transaction, id: string, input: InterviewTypeInput): Promise<AdminInterviewType | null> {
    const [row] = await tx.interviewType.updateManyAndReturn({
      where: { id },
      data: input,
      select: selection,
    });
    return row ? toType(row) : null;
  }
}
