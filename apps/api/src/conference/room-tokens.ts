import { Inject, Injectable } from '@nestjs/common';
import type { RoomGrant } from '@greenroom/contracts';
import jwt from 'jsonwebtoken';
import { ENVIRONMENT, type Environment } from '../env.ts';

/** Who may enter which room, as what, and until when. */
export interface RoomPermission {
  readonly roomName: string;
  readonly userId: string;
  readonly displayName: string;
  readonly role: RoomGrant['role'];
  readonly notBefore: Date;
  readonly expiresAt: Date;
}

/**
 * Mints the tokens that the signalling server lets people in by. The claims are Jitsi's, without its wildcards: one domain, one room,
 * one person, one role (Jitsi handbook, "JWT token authentication"). Tokens are answered and forgotten: never stored, never logged.
 */
@Injectable()
export class RoomTokens {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** `expiresAt` is the moment that the token carries, to the second. */
  mint(permission: RoomPermission): { token: string; expiresAt: Date } {
    const { JITSI_APP_ID, JITSI_APP_SECRET, JITSI_DOMAIN } = this.environment;
    const { roomName, userId, displayName, role, notBefore, expiresAt } = permission;
    const exp = seconds(expiresAt);
    const claims = {
      aud: JITSI_APP_ID,
      iss: JITSI_APP_ID,
      sub: JITSI_DOMAIN.toLowerCase(),
      room: roomName.toLowerCase(),
      nbf: seconds(notBefore),
      exp,
      context: { user: { id: userId, name: displayName, moderator: role === 'moderator' }, features: {} },
    };
    const token = jwt.sign(claims, JITSI_APP_SECRET, {
      algorithm: 'HS256',
      keyid: 'greenroom',
      noTimestamp: true,
    });
    return { token, expiresAt: new Date(exp * 1000) };
  }
}

/** NumericDate of RFC 7519: whole seconds since the epoch. */
const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);
