import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { routes } from '@greenroom/contracts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { ApiRequest } from '../platform/http/request.ts';
import { isSignatureValid, SIGNATURE_HEADER } from './signature.ts';

/**
 * Knows our own signalling server. Presence is evidence, so every report is signed over its bytes; the reservation gate is asked by a
 * stock module of Jitsi, which can only send a fixed header.
 */
@Injectable()
export class SignallingAuthenticator {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `unauthenticated`, the same whatever is wrong. */
  verify(request: Pick<ApiRequest, 'headers' | 'route' | 'rawBody'>): void {
    const known = isEvidence(request) ? this.isSigned(request) : this.isBearer(request);
    if (!known) throw new AppError('unauthenticated', 'Only the signalling server may call this.');
  }

  private isSigned({ headers, rawBody }: Pick<ApiRequest, 'headers' | 'rawBody'>): boolean {
    if (!rawBody) return false;
    return isSignatureValid(
      headers[SIGNATURE_HEADER],
      rawBody,
      this.environment.CONFERENCE_SECRET,
      this.clock.now(),
    );
  }

  private isBearer({ headers }: Pick<ApiRequest, 'headers'>): boolean {
    const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    // Digests have one length, whatever was sent: the comparison takes the same time.
    return given !== undefined && timingSafeEqual(sha256(given), sha256(this.environment.CONFERENCE_SECRET));
  }
}

const isEvidence = ({ route }: Pick<ApiRequest, 'route'>): boolean =>
  route === routes.reportPresence || route === routes.reportSignallingStart;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
