import { Inject, Injectable } from '@nestjs/common';
import { accessLinkPurposes } from '@greenroom/domain';
import jwt from 'jsonwebtoken';
import * as z from 'zod';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { AccessLinkRecord } from './access-links.repository.ts';

const ALGORITHM = 'HS256';
/** Explicit type, so that no other token of ours passes for a link (RFC 8725, 3.11). */
const TYPE = 'greenroom-link+jwt';
const AUDIENCE = 'greenroom-access-link';

const claimsSchema = z.strictObject({
  /** Id of the link's row. */
  jti: z.uuid(),
  /** Id of the interview. */
  sub: z.uuid(),
  role: z.literal('interviewer'),
  purpose: z.enum(accessLinkPurposes),
  version: z.int().min(1),
  aud: z.literal(AUDIENCE),
  iss: z.string(),
  iat: z.int(),
  exp: z.int(),
});
export type LinkClaims = z.infer<typeof claimsSchema>;

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/**
 * Signed tokens of e-mail links (RFC 7519, HMAC with SHA-256). A token follows from its row alone: it is made at the moment of sending,
 * again the same for a second try, and never stored.
 */
@Injectable()
export class LinkTokens {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /**
   * The address for an e-mail. The token stands in the fragment: it reaches neither a server's log nor a referrer, and whoever only fetches
   * the address learns and changes nothing.
   */
  urlFor(link: AccessLinkRecord): string {
    return `${this.environment.PUBLIC_URL}/i#${this.mint(link)}`;
  }

  /**
   * Reads a token.
   *
   * @throws AppError `link-invalid` when it is not ours as it stands, `link-expired` when its time is over.
   */
  read(token: string): LinkClaims {
    const { LINK_SECRET, PUBLIC_URL } = this.environment;
    try {
      const { header, payload } = jwt.verify(token, LINK_SECRET, {
        algorithms: [ALGORITHM],
        audience: AUDIENCE,
        issuer: PUBLIC_URL,
        clockTimestamp: seconds(this.clock.now()),
        complete: true,
      });
      const claims = claimsSchema.safeParse(payload);
      if (header.typ !== TYPE || !claims.success) throw linkInvalid();
      return claims.data;
    } catch (failure) {
      if (failure instanceof AppError) throw failure;
      throw failure instanceof jwt.TokenExpiredError ? linkExpired() : linkInvalid();
    }
  }

  private mint({ id, interviewId, role, purpose, version, createdAt, expiresAt }: AccessLinkRecord): string {
    const claims = {
      jti: id,
      sub: interviewId,
      role,
      purpose,
      version,
      aud: AUDIENCE,
      iss: this.environment.PUBLIC_URL,
      iat: seconds(createdAt),
      exp: seconds(expiresAt),
    };
    return jwt.sign(claims, this.environment.LINK_SECRET, { header: { alg: ALGORITHM, typ: TYPE } });
  }
}

/** The one answer for a link that is forged, of another place, revoked or replaced. */
export const linkInvalid = (): AppError =>
  new AppError('link-invalid', 'This link does not work. Use the newest link that was sent to you.');

export const linkExpired = (): AppError => new AppError('link-expired', 'The time of this link is over.');
