import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import {
  type DownloadLink,
  type Recording,
  type RecordingStatus,
  type RouteContract,
  routes,
  routeUrl,
} from '@greenroom/contracts';
import { AuditLog } from '../audit/audit-log.ts';
import { sideOf } from '../conference/room-participants.ts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import type { AccountCaller, Callers } from '../platform/http/caller.ts';
import { RequestQuota } from '../platform/http/request-quota.ts';
import { byteRangeOf } from './byte-range.ts';
import { DownloadTokens } from './download-tokens.ts';
import { RecordingLifecycle } from './recording-lifecycle.service.ts';
import { personOf } from './recording-person.ts';
import { noFile, RecordingUpkeep } from './recording-upkeep.ts';
import { statusOf, toRecording } from './recording-view.ts';
import { type RecordingRecord, RecordingsRepository } from './recordings.repository.ts';
import {
  type ByteRange,
  RECORDING_STORE,
  type RecordingFile,
  type RecordingStore,
} from './stores/recording-store.ts';

/** Who wants to see recordings: somebody of the interview, or an administrator. */
export type Viewer =
  | { readonly kind: 'participant'; readonly callers: Callers }
  | { readonly kind: 'admin'; readonly account: AccountCaller };

/** A file, or the part of it that was asked for. */
export interface Download {
  readonly content: Readable;
  readonly bytes: number;
  /** Of the whole file. */
  readonly total: number;
  /** Null where it is the whole. */
  readonly range: ByteRange | null;
  readonly filename: string;
}

/** Long enough to begin with; a download that has begun goes on. */
const LINK_SECONDS = 300;
const linkQuota = { name: 'recording-link', points: 60, seconds: 600 };

/** Those that there were; of what was only asked for there is nothing to see. */
const SHOWN: readonly RecordingStatus[] = ['recording', 'stopped', 'ready', 'failed', 'erased'];

/** Recordings for those who may watch them. To everybody else there are none. */
@Injectable()
export class RecordingDownloads {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(RECORDING_STORE) private readonly store: RecordingStore | null,
    private readonly database: Database,
    private readonly repository: RecordingsRepository,
    private readonly lifecycle: RecordingLifecycle,
    private readonly upkeep: RecordingUpkeep,
    private readonly tokens: DownloadTokens,
    private readonly audit: AuditLog,
    private readonly quota: RequestQuota,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `not-found`, the same for an interview that does not exist and for one of other people. */
  async list(interviewId: string, viewer: Viewer): Promise<{ items: Recording[] }> {
    const interview = await this.repository.peopleOf(interviewId);
    if (!interview || personFor(interview, viewer) === null) throw notFound('interview');
    const rows = await this.repository.list({ interviewId, status: { in: [...SHOWN] } });
    return { items: rows.map(toRecording) };
  }

  /**
   * A link that is good for a few minutes; that it was asked for is written down.
   *
   * @throws AppError `not-found`, `recording-off`, `state-conflict` when there is no file (yet, or any more), `rate-limited`.
   */
  async link(recordingId: string, viewer: Viewer): Promise<DownloadLink> {
    const { recording, person } = await this.demand(recordingId, viewer);
    const store = this.demandOn();
    const file = fileOf(recording);
    await this.quota.take(linkQuota, person);
    await this.database.transaction((tx) =>
      this.audit.record(tx, {
        actorId: person,
        action: 'recording.link-created',
        subject: `recording:${recordingId}`,
        details: { interviewId: recording.interviewId },
      }),
    );
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + LINK_SECONDS * 1000);
    const elsewhere = { filename: filenameOf(recording), seconds: LINK_SECONDS, now };
    const url = (await store.linkTo(file, elsewhere)) ?? this.ownLink(recordingId, viewer, person, expiresAt);
    return { url, expiresAt: expiresAt.toISOString() };
  }

  /**
   * @throws AppError `not-found` for a link that was not made for this person, `link-expired`, `recording-off`, `state-conflict` for a part that the file does not
   * have.
   */
  async open(
    recordingId: string,
    viewer: Viewer,
    { token, range }: { token: string; range: string | undefined },
  ): Promise<Download | 'unsatisfiable'> {
    const { recording, person } = await this.demand(recordingId, viewer);
    const judgement = this.tokens.judge(token, { recordingId, person }, this.clock.now());
    if (judgement === 'foreign') throw notFound('recording');
    if (judgement === 'expired')
      throw new AppError('link-expired', 'This link has expired. Ask for a new one.');
    const store = this.demandOn();
    const file = fileOf(recording);
    const total = Number(recording.bytes);
    const part = byteRangeOf(range, total);
    if (part === 'unsatisfiable') return part;
    const asked = part === 'whole' ? null : part;
    return {
      content: await store.open(file, asked ?? undefined),
      bytes: asked ? asked.last - asked.first + 1 : total,
      total,
      range: asked,
      filename: filenameOf(recording),
    };
  }

  /** @throws AppError `not-found`, `state-conflict` while it is still recorded, and when it is erased already. */
  async erase(recordingId: string, admin: AccountCaller, reason: string): Promise<Recording> {
    const erased = await this.database.transaction(async (tx) => {
      const recording = await this.repository.lock(tx, recordingId);
      if (!recording) throw notFound('recording');
      const now = this.clock.now();
      const changes = { ...noFile, erasedAt: now, nextCheckAt: now };
      const move = { to: 'erased', by: 'admin', reason: 'administrator', changes } as const;
      const moved = await this.lifecycle.move(tx, recording, move);
      await this.audit.record(tx, {
        actorId: admin.accountId,
        action: 'recording.erased',
        subject: `recording:${recordingId}`,
        details: { interviewId: recording.interviewId, reason },
      });
      return moved;
    });
    await this.upkeep.announce(erased);
    return toRecording(erased);
  }

  private ownLink(recordingId: string, viewer: Viewer, person: string, expiresAt: Date): string {
    const route: RouteContract =
      viewer.kind === 'admin' ? routes.adminDownloadRecording : routes.downloadRecording;
    const token = this.tokens.mint({ recordingId, person }, expiresAt);
    return `${this.environment.PUBLIC_URL}${routeUrl(route, { recordingId }, { token })}`;
  }

  private async demand(
    recordingId: string,
    viewer: Viewer,
  ): Promise<{ recording: RecordingRecord; person: string }> {
    const recording = await this.repository.find(recordingId);
    const person = recording && personFor(recording.interview, viewer);
    if (!recording || !person) throw notFound('recording');
    return { recording, person };
  }

  private demandOn(): RecordingStore {
    if (!this.store) throw new AppError('recording-off', 'Recordings are switched off in this installation.');
    return this.store;
  }
}

/** Who a viewer is to an interview, as in the audit log; null for a stranger. */
function personFor(interview: RecordingRecord['interview'], viewer: Viewer): string | null {
  if (viewer.kind === 'admin') return viewer.account.accountId;
  const side = sideOf(interview, viewer.callers);
  return side && personOf(interview, side);
}

function fileOf({ id, status, checksum }: RecordingRecord): RecordingFile {
  if (statusOf({ status }) !== 'ready' || checksum === null)
    throw new AppError('state-conflict', 'There is no file of this recording (yet, or any more).');
  return { recordingId: id, checksum };
}

/** Tells when, and nothing of who. */
function filenameOf({ startedAt, askedAt }: RecordingRecord): string {
  return `interview-${(startedAt ?? askedAt).toISOString().slice(0, 16).replace(/[:T]/g, '-')}.mp4`;
}
