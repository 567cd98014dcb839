import { Injectable } from '@nestjs/common';
import type { ParticipantRole, RecorderEvent, RecordingConsent, RecordingStatus } from '@greenroom/contracts';
import { Prisma } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { type Backlog, countBacklog } from '../platform/due-work/backlog.ts';
import type { DueRow } from '../platform/due-work/due-work.ts';

const whole = {
  consents: true,
  interview: { select: { id: true, candidateId: true, interviewerId: true } },
} as const satisfies Prisma.RecordingInclude;

export type RecordingRecord = Prisma.RecordingGetPayload<{ include: typeof whole }>;

/** What a move changes beside the status. */
export type RecordingChanges = Partial<
  Pick<
    Prisma.RecordingUncheckedUpdateManyInput,
    | 'reason'
    | 'permittedAt'
    | 'startedAt'
    | 'stoppedAt'
    | 'stopRequestedAt'
    | 'checksum'
    | 'bytes'
    | 'storedAt'
    | 'eraseAfter'
    | 'erasedAt'
    | 'nextCheckAt'
  >
>;

/** Newest first. */
const latestFirst = [
  { askedAt: 'desc' },
  { id: 'desc' },
] as const satisfies Prisma.RecordingOrderByWithRelationInput[];

@Injectable()
export class RecordingsRepository {
  constructor(private readonly database: Database) {}

  find(id: string, tx: Transaction = this.database.client): Promise<RecordingRecord | null> {
    return tx.recording.findUnique({ where: { id }, include: whole });
  }

  latest(interviewId: string, tx: Transaction = this.database.client): Promise<RecordingRecord | null> {
    return tx.recording.findFirst({ where: { interviewId }, include: whole, orderBy: [...latestFirst] });
  }

  list(where: { interviewId: string; status: { in: RecordingStatus[] } }): Promise<RecordingRecord[]> {
    return this.database.client.recording.findMany({ where, include: whole, orderBy: [...latestFirst] });
  }

  /** Those of an interview that a file may be of: there was permission for each. */
  permitted(interviewId: string): Promise<RecordingRecord[]> {
    return this.database.client.recording.findMany({
      where: { interviewId, permittedAt: { not: null } },
      include: whole,
    });
  }

  /** Who the two people of an interview are; null when there is none. */
  peopleOf(interviewId: string) {
    return this.database.client.interview.findUnique({
      where: { id: interviewId },
      select: whole.interview.select,
    });
  }

  /** Locks a recording until the transaction ends, and reads it anew. */
  async lock(tx: Transaction, id: string): Promise<RecordingRecord | null> {
    await tx.$queryRaw`SELECT 1 FROM recording WHERE id = ${id}::uuid FOR UPDATE`;
    return this.find(id, tx);
  }

  /** As {@link lock}, the newest of an interview. */
  async lockLatest(tx: Transaction, interviewId: string): Promise<RecordingRecord | null> {
    const latest = await this.latest(interviewId, tx);
    return latest && this.lock(tx, latest.id);
  }

  async insert(
    tx: Transaction,
    recording: {
      interviewId: string;
      status: RecordingStatus;
      askedBy: ParticipantRole;
      askedAt: Date;
      nextCheckAt: Date;
    },
  ): Promise<string> {
    const { id } = await tx.recording.create({ data: recording, select: { id: true } });
    return id;
  }

  /** Moves a recording that is still in `from`. Returns whether it was. */
  async move(
    tx: Transaction,
    id: string,
    from: RecordingStatus,
    to: RecordingStatus,
    changes: RecordingChanges,
  ): Promise<boolean> {
    const { count } = await tx.recording.updateMany({
      where: { id, status: from },
      data: { ...changes, status: to },
    });
    return count === 1;
  }

  /** Changes what is beside the status. */
  async change(tx: Transaction, id: string, changes: RecordingChanges): Promise<void> {
    await tx.recording.update({ where: { id }, data: changes, select: { id: true } });
  }

  async writeConsent(
    tx: Transaction,
    recordingId: string,
    consent: { side: ParticipantRole; decision: Exclude<RecordingConsent, 'open'>; at: Date },
  ): Promise<void> {
    const { side, decision, at } = consent;
    await tx.recordingConsent.upsert({
      where: { recordingId_side: { recordingId, side } },
      create: { recordingId, side, decision, at },
      update: { decision, at },
    });
  }

  /** Keeps events that are not known yet. Returns the ids of those. */
  async addEvents(tx: Transaction, events: readonly RecorderEvent[], receivedAt: Date): Promise<Set<string>> {
    const values = events.map(
      ({ id, room, state, occurredAt }) =>
        Prisma.sql`(${id}::uuid, ${room}, ${state}, ${new Date(occurredAt)}, ${receivedAt})`,
    );
    const added = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO recorder_event (id, room_name, state, occurred_at, received_at) VALUES ${Prisma.join(values)}
      ON CONFLICT DO NOTHING RETURNING id`;
    return new Set(added.map(({ id }) => id));
  }

  /** The end of a recorder's stay that began at `since`, where it was told before its beginning was. */
  async endAfter(tx: Transaction, roomName: string, since: Date): Promise<Date | null> {
    const end = await tx.recorderEvent.findFirst({
      where: { roomName, state: { not: 'recorder-joined' }, occurredAt: { gte: since } },
      orderBy: { occurredAt: 'asc' },
      select: { occurredAt: true },
    });
    return end?.occurredAt ?? null;
  }

  /** Those for which time has something to do, longest overdue first. */
  async due(now: Date, limit: number): Promise<DueRow[]> {
    return this.database.client.$queryRaw<DueRow[]>`
      SELECT id, next_check_at AS "dueAt" FROM recording
      WHERE next_check_at IS NOT NULL AND next_check_at <= ${now} ORDER BY next_check_at LIMIT ${limit}`;
  }

  backlog(now: Date): Promise<Backlog> {
    return countBacklog(this.database, now, {
      dueAt: Prisma.sql`next_check_at`,
      waiting: Prisma.sql`recording WHERE next_check_at IS NOT NULL`,
    });
  }

  /** Gives a due recording to one worker for a while; null when it is not due (any more). */
  async claim(id: string, now: Date, leasedUntil: Date): Promise<RecordingRecord | null> {
    const { count } = await this.database.client.recording.updateMany({
      where: { id, nextCheckAt: { lte: now } },
      data: { nextCheckAt: leasedUntil },
    });
    return count === 1 ? this.find(id) : null;
  }

  /** Says when a recording is looked at again, unless something else was decided meanwhile. */
  async lookAgain(id: string, leasedUntil: Date, nextCheckAt: Date | null): Promise<void> {
    await this.database.client.recording.updateMany({
      where: { id, nextCheckAt: leasedUntil },
      data: { nextCheckAt },
    });
  }
}
