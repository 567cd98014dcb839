import jwt from 'jsonwebtoken';
import { z } from 'zod';

/** Whom to believe about room tokens. */
export interface TokenAuthority {
  readonly appId: string;
  readonly appSecret: string;
  /** The only accepted `sub`. */
  readonly domain: string;
}

/** Claims as Jitsi defines them, made strict: every claim is required and means exactly one thing. */
const roomTokenClaims = z.object({
  aud: z.string(),
  iss: z.string(),
  sub: z.string(),
  room: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,199}$/, 'room must be one exact lower-case room'),
  nbf: z.number(),
  exp: z.number(),
  context: z.object({
    user: z.object({
      id: z.string().min(1).max(200),
      name: z.string().max(200),
      moderator: z.boolean(),
    }),
  }),
});

export type RoomTokenClaims = z.infer<typeof roomTokenClaims>;

/** The token is not believed; the message says which check failed and is safe to show. */
export class RoomTokenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RoomTokenError';
  }
}

/**
 * Checks a room token: HS256 only, our issuer and audience, this domain, inside its time window, one exact room.
 * @param nowSeconds seconds since the epoch, UTC
 * @throws RoomTokenError when any check fails
 */
export function verifyRoomToken(
  token: string | null,
  authority: TokenAuthority,
  nowSeconds: number,
): RoomTokenClaims {
  if (!token) throw new RoomTokenError('token required');
  const claims = roomTokenClaims.safeParse(verifiedPayload(token, authority, nowSeconds));
  if (!claims.success) {
    const issue = claims.error.issues[0];
    throw new RoomTokenError(`invalid claim: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
  return claims.data;
}

function verifiedPayload(token: string, authority: TokenAuthority, nowSeconds: number): unknown {
  try {
    return jwt.verify(token, authority.appSecret, {
      algorithms: ['HS256'],
      audience: authority.appId,
      issuer: authority.appId,
      subject: authority.domain,
      clockTimestamp: nowSeconds,
    });
  } catch (error) {
    throw new RoomTokenError(error instanceof Error ? error.message : 'invalid token');
  }
}
