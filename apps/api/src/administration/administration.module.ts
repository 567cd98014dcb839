import { Module } from '@nestjs/common';
import { AdministrationController } from './administration.controller.ts';
import { AdministrationRepository } from './administration.repository.ts';
import { AdministrationService } from './administration.service.ts';

/** What administrators see of the work of the platform: interviews with all that belongs to them. */
@Module({
  controllers: [AdministrationController],
  providers: [AdministrationService, AdministrationRepository],
})
export class AdministrationModule {}
