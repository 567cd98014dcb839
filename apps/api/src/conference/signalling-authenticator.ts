import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  RECORDED_AT_HEADER,
  RECORDING_CHECKSUM_HEADER,
  type RouteContract,
  routes,
} from '@greenroom/contracts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { ApiRequest } from '../platform/http/request.ts';
import { isSignatureValid, SIGNATURE_HEADER, uploadLine } from './signature.ts';

type SignedRequest = Pick<ApiRequest, 'headers' | 'route' | 'rawBody' | 'method' | 'url'>;

/**
 * Knows our own signalling server, and who delivers its recordings. Presence is evidence, so every report is signed over its bytes, and a
 * file over its checksum; the reservation gate is asked by a stock module of Jitsi, which can only send a fixed header.
 */
@Injectable()
export class SignallingAuthenticator {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `unauthenticated`, the same whatever is wrong. */
  verify(request: SignedRequest): void {
    const signed = signedPartOf(request);
    const known = signed === null ? this.isBearer(request) : this.isSigned(request, signed);
    if (!known) throw new AppError('unauthenticated', 'Only the signalling server may call this.');
  }

  private isSigned({ headers }: SignedRequest, signed: string | Buffer | undefined): boolean {
    if (signed === undefined) return false;
    return isSignatureValid(
      headers[SIGNATURE_HEADER],
      signed,
      this.environment.CONFERENCE_SECRET,
      this.clock.now(),
    );
  }

  private isBearer({ headers }: SignedRequest): boolean {
    const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    // Digests have one length, whatever was sent: the comparison takes the same time.
    return given !== undefined && timingSafeEqual(sha256(given), sha256(this.environment.CONFERENCE_SECRET));
  }
}

/** Of what every word counts: it moves interviews and recordings. */
const evidence: ReadonlySet<RouteContract | undefined> = new Set<RouteContract>([
  routes.reportPresence,
  routes.reportSignallingStart,
  routes.startRecorder,
  routes.reportRecorder,
]);

/** What a request has to be signed over; undefined where that is missing, null where nothing has to be. */
function signedPartOf(request: SignedRequest): string | Buffer | null | undefined {
  if (request.route === routes.uploadRecording) return fileLineOf(request);
  return evidence.has(request.route) ? request.rawBody : null;
}

function fileLineOf({ method, url, headers }: SignedRequest): string | undefined {
  const checksum = headers[RECORDING_CHECKSUM_HEADER];
  const recordedAt = headers[RECORDED_AT_HEADER];
  if (typeof checksum !== 'string' || typeof recordedAt !== 'string') return undefined;
  return uploadLine({ method, path: url, checksum, bytes: headers['content-length'] ?? '', recordedAt });
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
