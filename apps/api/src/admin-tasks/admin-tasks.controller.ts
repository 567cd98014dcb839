import { Controller } from '@nestjs/common';
import { type AdminTask, type ResponseOf, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { AdminTasks } from './admin-tasks.service.ts';

@Controller()
export class AdminTasksController {
  constructor(private readonly tasks: AdminTasks) {}

  @Route(routes.adminListTasks)
  list(
    @In() { query }: Input<typeof routes.adminListTasks>,
  ): Promise<ResponseOf<typeof routes.adminListTasks>> {
    return this.tasks.list(query);
  }

  @Route(routes.adminCountTasks)
  async count(): Promise<ResponseOf<typeof routes.adminCountTasks>> {
    return { open: await this.tasks.countOpen() };
  }

  @Route(routes.resolveTask)
  resolve(@In() { caller, params, body }: Input<typeof routes.resolveTask>): Promise<AdminTask> {
    return this.tasks.resolve(caller.accountId, params.taskId, body.note);
  }
}
