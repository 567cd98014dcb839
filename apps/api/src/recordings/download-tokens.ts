import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../env.ts';

/** What a link is good for. */
export interface DownloadPermission {
  readonly recordingId: string;
  /** Who asked for it, as in the audit log. */
  readonly person: string;
}

/** Signs links to files that we serve ourselves: for one recording, one person, a few minutes. */
@Injectable()
export class DownloadTokens {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  mint(permission: DownloadPermission, expiresAt: Date): string {
    const second = Math.floor(expiresAt.getTime() / 1000);
    return `${second}.${this.signatureOf(permission, second)}`;
  }

  /** What a token is worth to who brings it: `foreign` for another recording, another person, or none of ours. */
  judge(token: string, permission: DownloadPermission, now: Date): 'good' | 'expired' | 'foreign' {
    const [, second, given] = /^(\d{1,12})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
    if (second === undefined || given === undefined) return 'foreign';
    const signature = this.signatureOf(permission, Number(second));
    if (!timingSafeEqual(Buffer.from(given), Buffer.from(signature))) return 'foreign';
    return Number(second) * 1000 > now.getTime() ? 'good' : 'expired';
  }

  private signatureOf({ recordingId, person }: DownloadPermission, second: number): string {
    return createHmac('sha256', this.environment.LINK_SECRET)
      .update(['recording-file', recordingId, person, second].join('\n'))
      .digest('base64url');
  }
}
