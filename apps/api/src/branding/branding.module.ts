import { Global, Module } from '@nestjs/common';
import { BrandingController } from './branding.controller.ts';
import { BrandingRepository } from './branding.repository.ts';
import { BrandingService } from './branding.service.ts';

@Global()
@Module({
  controllers: [BrandingController],
  providers: [BrandingService, BrandingRepository],
  exports: [BrandingService],
})
export class BrandingModule {}
