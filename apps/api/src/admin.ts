import 'reflect-metadata';
import { z } from 'zod';
import { AdministratorGrant } from './accounts/administrator-grant.ts';
import { Authentication } from './accounts/authentication.ts';
import { AuditLog } from './audit/audit-log.ts';
import { loadEnvironment } from './env.ts';
import { Clock } from './platform/clock.ts';
import { Database } from './platform/database/database.ts';

/** Entry point for operators: `node dist/apps/api/admin.js <e-mail>` makes somebody an administrator. */
async function makeAdministrator(address: string | undefined): Promise<string> {
  const email = z.email().safeParse(address);
  if (!email.success) throw new Error('Say whom, by e-mail address: npm run admin -- somebody@example.com');
  const environment = loadEnvironment();
  const database = new Database(environment);
  try {
    const authentication = new Authentication(environment, database);
    const result = await new AdministratorGrant(database, authentication, new AuditLog(new Clock())).grant(
      email.data,
    );
    switch (result.kind) {
      case 'created':
        return `${email.data} is an administrator now. Password, shown only this once: ${result.password}`;
      case 'granted':
        return `${email.data} is an administrator now, and signs in as before.`;
      case 'already-administrator':
        return `${email.data} was an administrator already; nothing has changed.`;
    }
  } finally {
    await database.onApplicationShutdown();
  }
}

try {
  process.stdout.write(`${await makeAdministrator(process.argv[2])}\n`);
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
}
