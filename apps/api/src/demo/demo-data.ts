import type { AccountRole } from '@greenroom/contracts';

import type { Authentication } from '../accounts/authentication.ts';
import type { Database } from '../platform/database/database.ts';
import { demoBranding, demoInterviewers, demoInterviewTypes } from './demo-catalogue.ts';

/** Somebody who can sign in to the demo. */
export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly password: string;
}

/**
 * Puts the demo's catalogue, branding and accounts into a database. What is there already stays as it is, so it can run at every start;
 * only the passwords of the accounts are set to the given ones.
 */
export class DemoData {
  constructor(
    private readonly database: Database,
    private readonly authentication: Authentication,
  ) {}

  async write(accounts: readonly DemoAccount[]): Promise<void> {
    await this.database.transaction(async ({ branding, interviewType, interviewer }) => {
      await branding.upsert({ where: { id: 1 }, create: { id: 1, ...demoBranding }, update: {} });
      for (const type of demoInterviewTypes) {
        await interviewType.upsert({ where: { slug: type.slug }, create: type, update: {} });
      }
      for (const { weeklyHours, ...profile } of demoInterviewers) {
        await interviewer.upsert({
          where: { email: profile.email },
          create: { ...profile, weeklyHours: { create: weeklyHours } },
          update: {},
        });
      }
    });
    for (const account of accounts) await this.writeAccount(account);
  }

  /** Through the account library, so that the password is hashed as it expects; the role is ours to set. */
  private async writeAccount({ email, name, role, password }: DemoAccount): Promise<void> {
    const { internalAdapter, password: passwords } = await this.authentication.library.$context;
    const known = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
    const credential = known?.accounts.find(({ providerId }) => providerId === 'credential');
    if (known && credential) {
      const unchanged =
        credential.password && (await passwords.verify({ hash: credential.password, password }));
      if (!unchanged) await internalAdapter.updatePassword(known.user.id, await passwords.hash(password));
      return;
    }
    const user =
      known?.user ??
      (await internalAdapter.createUser(
        { email, name, emailVerified: true, role },
        { method: 'email-password' },
      ));
    await internalAdapter.linkAccount({
      userId: user.id,
      accountId: user.id,
      providerId: 'credential',
      password: await passwords.hash(password),
    });
  }
}
