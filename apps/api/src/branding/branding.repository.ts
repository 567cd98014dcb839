import { Injectable } from '@nestjs/common';
import type { Branding } from '@greenroom/contracts';
import { Database, type Transaction } from '../platform/database/database.ts';

/** The table has exactly one row. */
const ID = 1;

const selection = { name: true, brandColor: true, logo: true, supportEmail: true } as const;

@Injectable()
export class BrandingRepository {
  constructor(private readonly database: Database) {}

  find(): Promise<Branding | null> {
    return this.database.client.branding.findUnique({ where: { id: ID }, select: selection });
  }

  save(tx: Transaction, branding: Branding): Promise<Branding> {
    return tx.branding.upsert({
      where: { id: ID },
      create: { id: ID, ...branding },
      update: { ...branding },
      select: selection,
    });
  }
}
