import { Global, Module } from '@nestjs/common';
import { AccountEntry } from './account-entry.ts';
import { AccountSessions } from './account-sessions.ts';
import { AccountsController } from './accounts.controller.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { AccountsService } from './accounts.service.ts';
import { Authentication } from './authentication.ts';

@Global()
@Module({
  controllers: [AccountsController],
  providers: [Authentication, AccountSessions, AccountEntry, AccountsService, AccountsRepository],
  exports: [Authentication, AccountSessions],
})
export class AccountsModule {}
