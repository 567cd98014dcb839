import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { SIGNATURE_HEADER, signBody } from './signature.ts';

/** Longest wait for the signalling server, milliseconds. */
const TIMEOUT_MS = 5_000;

/** Our commands to the signalling server. */
@Injectable()
export class ConferenceControl {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** False where the deployment has no control endpoint: its rooms end by their reservation alone. */
  get available(): boolean {
    return this.environment.CONFERENCE_CONTROL_URL !== undefined;
  }

  /**
   * Destroys a room: everybody in it leaves. Asking again does no harm.
   *
   * @returns `unknown` when the server has no such room.
   * @throws Error when the server cannot be reached or refuses.
   */
  async endRoom(roomName: string): Promise<'ended' | 'unknown'> {
    const base = this.environment.CONFERENCE_CONTROL_URL?.replace(/\/$/, '');
    if (base === undefined) throw new Error('CONFERENCE_CONTROL_URL is not set');
    const body = '{}';
    const response = await fetch(`${base}/rooms/${encodeURIComponent(roomName)}/end`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [SIGNATURE_HEADER]: signBody(body, this.environment.CONFERENCE_SECRET, this.clock.now()),
      },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.status === 404) return 'unknown';
    if (!response.ok)
      throw new Error(`The signalling server answered ${response.status} to the end of a room`);
    return 'ended';
  }
}
