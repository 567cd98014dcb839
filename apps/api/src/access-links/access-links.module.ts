import { Global, Module } from '@nestjs/common';
import { AccessLinksController } from './access-links.controller.ts';
import { AccessLinksRepository } from './access-links.repository.ts';
import { AccessLinks } from './access-links.service.ts';
import { LinkSessions } from './link-sessions.ts';
import { LinkTokens } from './link-tokens.ts';

/** Signed links of e-mails, and the sessions that they are exchanged for. */
@Global()
@Module({
  controllers: [AccessLinksController],
  providers: [AccessLinks, AccessLinksRepository, LinkSessions, LinkTokens],
  exports: [AccessLinks, LinkSessions],
})
export class AccessLinksModule {}
