import { Injectable } from '@nestjs/common';
import type { DueWork } from './due-work.ts';

/** Every kind of due work, by name. A second handler for a kind is a mistake that stops the start. */
@Injectable()
export class DueWorkRegistry {
  private readonly kinds = new Map<string, DueWork>();

  register(work: DueWork): void {
    if (this.kinds.has(work.kind)) throw new Error(`Two handlers for the due work "${work.kind}"`);
    this.kinds.set(work.kind, work);
  }

  find(kind: string): DueWork | undefined {
    return this.kinds.get(kind);
  }

  all(): readonly DueWork[] {
    return [...this.kinds.values()];
  }
}
