import { createHash, randomUUID } from 'node:crypto';
import {
  type RecorderEvent,
  RECORDED_AT_HEADER,
  RECORDING_CHECKSUM_HEADER,
  type RecordingStatus,
  routes,
  routeUrl,
} from '@greenroom/contracts';
import { signBody, uploadLine } from '../../src/conference/signature.ts';
import type { Prisma } from '../../src/generated/prisma/client.ts';
import type { TestApplication } from './application.ts';
import type { Answer } from './client.ts';

export const checksumOf = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

/** A file, and how it is announced where that is not the truth. */
export interface FileWish {
  readonly content: string | Buffer;
  readonly checksum?: string;
  readonly recordedAt?: Date;
  /** Signed at this instant; now, unless said. */
  readonly signedAt?: Date;
  readonly secret?: string;
}

/** Headers that announce and sign a file that is sent to an address. */
export function fileProof(
  application: TestApplication,
  path: string,
  wish: FileWish,
): Record<string, string> {
  const { content, checksum = checksumOf(content), recordedAt = application.clock.now() } = wish;
  const { secret = application.environment.CONFERENCE_SECRET, signedAt = application.clock.now() } = wish;
  const announced = { checksum: `sha256=${checksum}`, recordedAt: recordedAt.toISOString() };
  const line = uploadLine({ method: 'PUT', path, bytes: String(Buffer.byteLength(content)), ...announced });
  return {
    [RECORDING_CHECKSUM_HEADER]: announced.checksum,
    [RECORDED_AT_HEADER]: announced.recordedAt,
    'x-greenroom-signature': signBody(line, secret, signedAt),
  };
}

/** The recorder's side of a room, as the signalling server and the courier tell and bring it. */
export class Recorder {
  constructor(
    private readonly application: TestApplication,
    private readonly roomName: string,
  ) {}

  /** Asks whether a recorder may come. */
  start(room = this.roomName): Promise<Answer<{ recordingId: string }>> {
    return this.send(routes.startRecorder.path, { room });
  }

  joined = (wish: Partial<RecorderEvent> = {}) => this.report(this.event('recorder-joined', wish));
  left = (wish: Partial<RecorderEvent> = {}) => this.report(this.event('recorder-left', wish));
  failed = (wish: Partial<RecorderEvent> = {}) => this.report(this.event('recorder-failed', wish));

  event(state: RecorderEvent['state'], wish: Partial<RecorderEvent> = {}): RecorderEvent {
    const occurredAt = this.application.clock.now().toISOString();
    return { id: randomUUID(), room: this.roomName, state, occurredAt, ...wish };
  }

  report(...events: RecorderEvent[]): Promise<Answer<{ accepted: number }>> {
    return this.send(routes.reportRecorder.path, { events });
  }

  deliver<T = unknown>(wish: FileWish): Promise<Answer<T>> {
    const path = routeUrl(routes.uploadRecording, { roomName: this.roomName });
    const headers = { 'content-type': 'video/mp4', ...fileProof(this.application, path, wish) };
    return this.application.visitor().send('PUT', path, wish.content, headers);
  }

  private send<T>(path: string, report: unknown): Promise<Answer<T>> {
    const body = JSON.stringify(report);
    return this.application.visitor().send('POST', path, body, {
      'x-greenroom-signature': signBody(
        body,
        this.application.environment.CONFERENCE_SECRET,
        this.application.clock.now(),
      ),
    });
  }
}

/** A recording to which both have agreed, written straight into the tables with what one in this status has. */
export async function createRecording(
  application: TestApplication,
  interviewId: string,
  status: RecordingStatus,
  changes: Partial<Prisma.RecordingUncheckedCreateInput> = {},
) {
  const at = application.clock.now();
  return application.database.client.recording.create({
    data: {
      interviewId,
      status,
      askedBy: 'interviewer',
      askedAt: at,
      permittedAt: at,
      startedAt: at,
      stoppedAt: at,
      ...(status === 'ready' && {
        checksum: checksumOf('moving pictures'),
        bytes: 15n,
        storedAt: at,
        eraseAfter: new Date(at.getTime() + 30 * 24 * 3600 * 1000),
      }),
      consents: {
        create: (['candidate', 'interviewer'] as const).map((side) => ({ side, decision: 'given', at })),
      },
      ...changes,
    },
  });
}
