import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { IceServer } from '@greenroom/contracts';
import { ENVIRONMENT, type Environment } from '../env.ts';

/**
 * Credentials for the TURN server that end by themselves, so that none has to be kept or withdrawn: the name is the second
 * of their end and whose they are, the password a signature over it with the secret that coturn shares (`use-auth-secret`;
 * draft-uberti-behave-turn-rest-00, section 2.2).
 */
@Injectable()
export class TurnCredentials {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'TURN_SECRET' | 'TURN_URLS'>,
  ) {}

  /**
   * @param expiresAt when the credentials end; a relay that is in use then goes on
   * @returns one server for each address; none where no TURN server is configured
   */
  mint(userId: string, expiresAt: Date): IceServer[] {
    const { TURN_SECRET, TURN_URLS } = this.environment;
    if (TURN_SECRET === undefined || TURN_URLS === undefined) return [];
    const username = `${Math.floor(expiresAt.getTime() / 1000)}:${userId}`;
    const credential = createHmac('sha1', TURN_SECRET).update(username).digest('base64');
    return TURN_URLS.map((urls) => ({ urls, username, credential }));
  }
}
