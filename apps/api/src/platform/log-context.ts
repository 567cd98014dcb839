import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';

/** What every line says that is logged during a piece of work, and which request the work goes back to. */
@Injectable()
export class LogContext {
  constructor(private readonly logger: PinoLogger) {}

  /** Runs `work`; all that is logged meanwhile carries `fields` too. */
  run<T>(fields: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
    return this.logger.runInContext(work, { bindings: fields, inherit: true });
  }

  /** Id of the request that all this goes back to, which the person was given; null when it began by itself. */
  get correlationId(): string | null {
    const { correlationId } = this.logger.logger.bindings();
    return typeof correlationId === 'string' ? correlationId : null;
  }
}
