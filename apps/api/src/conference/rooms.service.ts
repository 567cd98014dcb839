import { Inject, Injectable } from '@nestjs/common';
import type { ParticipantRole, Room, RoomGrant } from '@greenroom/contracts';
import { roomTokenLife, sessionSeconds, verdictOfSession } from '@greenroom/domain';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { InterviewLifecycle } from '../interviews/interview-lifecycle.service.ts';
import { windowOf } from '../interviews/interview-view.ts';
import { SessionOutcomes } from '../interviews/session-outcomes.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { AppError } from '../platform/http/app-error.ts';
import { RequestQuota } from '../platform/http/request-quota.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { PresenceRepository } from './presence.repository.ts';
import { JitsiShards } from './jitsi-shards.ts';
import { admit, demandOpen, type RoomRequest } from './room-admission.ts';
import { RoomClosing } from './room-closing.ts';
import { otherSide, userIdOf } from './room-participants.ts';
import { RoomShards } from './room-shards.ts';
import { type RoomPermission, RoomTokens } from './room-tokens.ts';
import { TurnCredentials } from './turn-credentials.ts';
import { nameOf, toRoom } from './room-view.ts';
import { type RoomRecord, RoomsRepository } from './rooms.repository.ts';

/** The message that tells a side of its interview. */
const tellingTemplate = {
  interviewer: 'invitation',
  candidate: 'confirmation',
} as const satisfies Record<ParticipantRole, string>;

/** A page tells it once for each stay; somebody may reload often. */
const mediaQuota = { name: 'media-report', points: 20, seconds: 60 };

/** The room, for its two people. To everybody else there is no such room. */
@Injectable()
export class RoomsService {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly database: Database,
    private readonly rooms: RoomsRepository,
    private readonly presence: PresenceRepository,
    private readonly tokens: RoomTokens,
    private readonly turn: TurnCredentials,
    private readonly shards: JitsiShards,
    private readonly places: RoomShards,
    private readonly lifecycle: InterviewLifecycle,
    private readonly outcomes: SessionOutcomes,
    private readonly outbox: Outbox,
    private readonly closing: RoomClosing,
    private readonly quota: RequestQuota,
    private readonly clock: Clock,
  ) {}

  async view(request: RoomRequest): Promise<Room> {
    const { room, side } = admit(request, await this.rooms.findByName(request.roomName));
    const other = otherSide(side);
    const described = await this.rooms.describeSide(room.id, other, tellingTemplate[other]);
    return toRoom(room, side, described, this.clock.now());
  }

  /**
   * @param displayName how the person wants to be called in this room; it says nothing of who they are, which stays the token's `id`
   * @throws AppError `room-not-open` with the time of opening, `interview-over`, `not-found`.
   */
  async grant(request: RoomRequest, displayName?: string): Promise<RoomGrant> {
    const { room, side } = admit(request, await this.rooms.findByName(request.roomName));
    const role = demandOpen(room, side, this.clock.now());
    const shard = await this.places.placeOf(room);
    return this.grantFor(room, side, displayName ?? nameOf(room, side), shard, {
      role,
      ...roomTokenLife(this.clock.now(), windowOf(room)),
    });
  }

  /**
   * Notes that picture or sound of the other side arrives at a side. It comes from a page and is believed as little: it explains what
   * the presence ledger says, and decides nothing.
   *
   * @throws AppError `room-not-open`, `interview-over`, `not-found`, `rate-limited`.
   */
  async noteMedia(request: RoomRequest): Promise<void> {
    const { room, side } = admit(request, await this.rooms.findByName(request.roomName));
    await this.quota.take(mediaQuota, userIdOf(side, room.id));
    demandOpen(room, side, this.clock.now());
    await this.presence.noteMedia(room.id, side, this.clock.now());
  }

  /**
   * Ends the interview for both. The second of two who end it at the same time finds it ended.
   *
   * @throws AppError `state-conflict` when the two have not met, or the interview fell through.
   */
  async end(request: RoomRequest): Promise<Room> {
    const interviewId = await this.database.transaction(async (tx) => {
      const { room, side } = admit(request, await this.rooms.lockByName(tx, request.roomName));
      await this.complete(tx, room, side);
      return room.id;
    });
    await this.outbox.flush(interviewId);
    await this.closing.announce(interviewId);
    return this.view(request);
  }

  private async complete(tx: Transaction, room: RoomRecord, side: ParticipantRole): Promise<void> {
    const { id, status } = room;
    switch (status) {
      case 'completed':
        return;
      case 'in-progress': {
        const completedAt = this.clock.now();
        const durationSeconds = sessionSeconds(await this.presence.staysOf(id, tx), completedAt);
        const completed = {
          to: 'completed',
          actor: side,
          cause: `ended-by-${side}`,
          event: { durationSeconds },
        } as const;
        const verdict = verdictOfSession({ durationSeconds, plannedSeconds: room.durationMinutes * 60 });
        await this.outcomes.takeEvidence(tx, room, verdict);
        return this.lifecycle.transition(tx, id, status, completed, { completedAt, durationSeconds });
      }
      case 'scheduled':
        throw new AppError(
          'state-conflict',
          'The two of you have not met yet, so there is nothing to end. Just leave the room.',
        );
      default:
        throw new AppError(
          'state-conflict',
          'This interview did not take place, so there is nothing to end.',
        );
    }
  }

  /** Only where recordings are kept does anybody come from there. */
  private get recorderDomain(): string | null {
    const { RECORDING_STORE, RECORDER_DOMAIN } = this.environment;
    return RECORDING_STORE && RECORDER_DOMAIN ? RECORDER_DOMAIN.toLowerCase() : null;
  }

  private grantFor(
    room: RoomRecord,
    side: ParticipantRole,
    displayName: string,
    shard: string | null,
    permission: Pick<RoomPermission, 'role' | 'notBefore' | 'expiresAt'>,
  ): RoomGrant {
    const userId = userIdOf(side, room.id);
    const { token, expiresAt } = this.tokens.mint({
      roomName: room.roomName,
      userId,
      displayName,
      ...permission,
    });
    const domain = this.environment.JITSI_DOMAIN.toLowerCase();
    return {
      token,
      expiresAt: expiresAt.toISOString(),
      roomName: room.roomName,
      domain,
      mucDomain: `muc.${domain}`,
      recorderDomain: this.recorderDomain,
      focus: `focus.${domain}`,
      ...this.shards.addressesOf(shard),
      peerToPeer: this.environment.JITSI_PEER_TO_PEER,
      iceServers: this.turn.mint(userId, windowOf(room).closesAt),
      role: permission.role,
      userId,
      displayName,
    };
  }
}
