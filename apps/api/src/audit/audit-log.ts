import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database/database.ts';

/** What administrators, and people of an interview about their recording, can do that somebody may ask about later. */
type AuditAction =
  | 'interview-type.created'
  | 'interview-type.updated'
  | 'interviewer.created'
  | 'interviewer.updated'
  | 'branding.updated'
  | 'interview.cancelled'
  | 'interview.rescheduled'
  | 'interview.outcome-decided'
  | 'message.retried'
  | 'workflow.created'
  | 'workflow.updated'
  | 'workflow.switched'
  | 'workflow-step.retried'
  | 'workflow-step.skipped'
  | 'message-wording.updated'
  | 'message-wording.reset'
  | 'task.resolved'
  | 'webhook-endpoint.created'
  | 'webhook-endpoint.updated'
  | 'webhook-endpoint.secret-renewed'
  | 'webhook-delivery.replayed'
  | 'access-link.reissued'
  | 'shard.drained'
  | 'shard.resumed'
  | 'account.made-administrator'
  | 'recording.asked'
  | 'recording.agreed'
  | 'recording.refused'
  | 'recording.withdrawn'
  | 'recording.link-created'
  | 'recording.erased';

/** One deed. */
export interface AuditRecord {
  /** Account id; `operator` for who acted from the shell of the server, `interviewer:<id>` for who came by a link. */
  readonly actorId: string;
  readonly action: AuditAction;
  /** What it was done to, as `<kind>:<id>`. */
  readonly subject: `${string}:${string}`;
  /** Facts that tell what changed; never secrets, never uploaded files. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The append-only log of what was done; the database refuses to change or delete its rows. */
@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  /** Writes an entry in the transaction of the deed: neither exists without the other. */
  async record(tx: Transaction, { actorId, action, subject, details = {} }: AuditRecord): Promise<void> {
    await tx.auditEntry.create({ data: { actorId, action, subject, details, at: this.clock.now() } });
  }
}
