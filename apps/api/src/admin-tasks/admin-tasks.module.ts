import { Global, Module } from '@nestjs/common';
import { AdminTasksController } from './admin-tasks.controller.ts';
import { AdminTasksRepository } from './admin-tasks.repository.ts';
import { AdminTasks } from './admin-tasks.service.ts';

/** What administrators have to look at. Features open tasks in the transaction of what gave the reason. */
@Global()
@Module({
  controllers: [AdminTasksController],
  providers: [AdminTasks, AdminTasksRepository],
  exports: [AdminTasks],
})
export class AdminTasksModule {}
