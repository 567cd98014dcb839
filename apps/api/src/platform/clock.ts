import { Injectable } from '@nestjs/common';

/** The only place that asks what time it is; tests give their own. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
