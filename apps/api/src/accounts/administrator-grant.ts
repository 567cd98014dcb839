import { randomBytes } from 'node:crypto';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Database } from '../platform/database/database.ts';
import type { Authentication } from './authentication.ts';

/** Who acts when an operator gives the role from the shell of the server: no account stands behind it. */
const OPERATOR = 'operator';

/** Random bytes of a generated password: 144 bits, 24 characters. */
const PASSWORD_BYTES = 18;

/** What became of a request for the role. */
export type AdministratorGrantResult =
  | { readonly kind: 'created'; readonly password: string }
  | { readonly kind: 'granted' }
  | { readonly kind: 'already-administrator' };

/**
 * Makes somebody an administrator from the outside: the first one of an installation has nobody who could invite them.
 * The role and its audit entry are written together; whoever has an account keeps it and its password.
 */
export class AdministratorGrant {
  constructor(
    private readonly database: Database,
    private readonly authentication: Authentication,
    private readonly audit: AuditLog,
  ) {}

  /** @param address e-mail address of the person; compared without regard to case, as at signing in */
  async grant(address: string): Promise<AdministratorGrantResult> {
    const email = address.toLowerCase();
    const { internalAdapter } = await this.authentication.library.$context;
    const known = await internalAdapter.findUserByEmail(email);
    if (known) {
      return (await this.giveRole(known.user.id)) ? { kind: 'granted' } : { kind: 'already-administrator' };
    }
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    await this.giveRole(await this.createAccount(email, password));
    return { kind: 'created', password };
  }

  /** Through the account library, so that the password is hashed as it expects. */
  private async createAccount(email: string, password: string): Promise<string> {
    const { internalAdapter, password: passwords } = await this.authentication.library.$context;
    const user = await internalAdapter.createUser(
      { email, name: 'Administrator', emailVerified: true },
      { method: 'email-password' },
    );
    await internalAdapter.linkAccount({
      userId: user.id,
      accountId: user.id,
      providerId: 'credential',
      password: await passwords.hash(password),
    });
    return user.id;
  }

  /** @returns false when the account has the role already */
  private giveRole(accountId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const { count } = await tx.user.updateMany({
        where: { id: accountId, role: { not: 'admin' } },
        data: { role: 'admin' },
      });
      if (count === 0) return false;
      await this.audit.record(tx, {
        actorId: OPERATOR,
        action: 'account.made-administrator',
        subject: `account:${accountId}`,
      });
      return true;
    });
  }
}
