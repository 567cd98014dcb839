import { Module } from '@nestjs/common';
import { InterviewTypesController } from './interview-types.controller.ts';
import { InterviewTypesRepository } from './interview-types.repository.ts';
import { InterviewTypesService } from './interview-types.service.ts';
import { InterviewersController } from './interviewers.controller.ts';
import { InterviewersRepository } from './interviewers.repository.ts';
import { InterviewersService } from './interviewers.service.ts';

/** What can be booked: interview types, and the interviewers who hold them. */
@Module({
  controllers: [InterviewTypesController, InterviewersController],
  providers: [InterviewTypesService, InterviewTypesRepository, InterviewersService, InterviewersRepository],
  exports: [InterviewTypesService],
})
export class CatalogueModule {}
