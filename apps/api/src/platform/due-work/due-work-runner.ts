import { Injectable, Logger } from '@nestjs/common';
import { LogContext } from '../log-context.ts';
import type { DueWork } from './due-work.ts';

/** Does the work of single rows. One that cannot be done must not keep the others from being done. */
@Injectable()
export class DueWorkRunner {
  private readonly logger = new Logger(DueWorkRunner.name);

  constructor(private readonly logContext: LogContext) {}

  run(work: DueWork, id: string): Promise<void> {
    return this.logContext.run({ dueWork: work.kind, rowId: id }, async () => {
      try {
        await work.run(id);
      } catch (failure) {
        this.logger.error({ err: failure }, 'Due work failed; its row says when it is tried again');
      }
    });
  }
}
