import { Inject, Injectable } from '@nestjs/common';
import { type RoomOccupants, roomOccupantsSchema } from '@greenroom/contracts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { JitsiShards } from './jitsi-shards.ts';
import type { RoomRecord } from './rooms.repository.ts';
import { SIGNATURE_HEADER, signBody } from './signature.ts';

/** Longest wait for the signalling server, milliseconds. */
const TIMEOUT_MS = 5_000;

/** A room, and the shard that it is on. */
type PlacedRoom = Pick<RoomRecord, 'roomName' | 'shard'>;

/** Our commands and questions to the signalling server of a room. Never in a transaction. */
@Injectable()
export class ConferenceControl {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'CONFERENCE_SECRET'>,
    private readonly shards: JitsiShards,
    private readonly clock: Clock,
  ) {}

  /** False where the deployment has no control endpoint: its rooms end by their reservation alone, and its reports are believed as they are. */
  get available(): boolean {
    return !this.shards.areOutOfReach;
  }

  /**
   * Destroys a room: everybody in it leaves. Asking again does no harm.
   *
   * @returns `unknown` when the server has no such room.
   * @throws Error when the server cannot be reached or refuses.
   */
  async endRoom(room: PlacedRoom): Promise<'ended' | 'unknown'> {
    const response = await this.post(room, 'end');
    await response.body?.cancel();
    return response.status === 404 ? 'unknown' : 'ended';
  }

  /**
   * Takes the recorder out of a room. Asking again does no harm.
   *
   * @returns `unknown` when there is none.
   * @throws Error when the server cannot be reached or refuses.
   */
  async stopRecording(room: PlacedRoom): Promise<'stopped' | 'unknown'> {
    const response = await this.post(room, 'stop-recording');
    await response.body?.cancel();
    return response.status === 404 ? 'unknown' : 'stopped';
  }

  /**
   * Who is in a room now, whatever became of the reports about them; nobody when the server has no such room.
   *
   * @throws Error when the server cannot be reached, refuses, or answers something else.
   */
  async occupantsOf(room: PlacedRoom): Promise<RoomOccupants['occupants']> {
    const response = await this.post(room, 'occupants');
    if (response.status !== 404) return roomOccupantsSchema.parse(await response.json()).occupants;
    await response.body?.cancel();
    return [];
  }

  /** @throws Error when the server cannot be reached or refuses; that it does not know the room is an answer. */
  private async post(
    { roomName, shard }: PlacedRoom,
    command: 'end' | 'occupants' | 'stop-recording',
  ): Promise<Response> {
    const base = this.shards.controlUrlOf(shard);
    if (base === undefined) throw new Error('CONFERENCE_CONTROL_URL is not set');
    const body = '{}';
    const response = await fetch(`${base}/rooms/${encodeURIComponent(roomName)}/${command}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [SIGNATURE_HEADER]: signBody(body, this.environment.CONFERENCE_SECRET, this.clock.now()),
      },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok || response.status === 404) return response;
    await response.body?.cancel();
    throw new Error(`The signalling server answered ${response.status} to ${command}`);
  }
}
