import { Global, Module } from '@nestjs/common';
import { Outbox } from './outbox.ts';
import { OutboxRepository } from './outbox.repository.ts';

@Global()
@Module({ providers: [Outbox, OutboxRepository], exports: [Outbox] })
export class OutboxModule {}
