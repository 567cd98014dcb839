import { Injectable } from '@nestjs/common';
import { idSchema, type ResponseOf, roomNameSchema, type routes } from '@greenroom/contracts';
import { decideRoomAccess, reservationSeconds, type RoomAccess } from '@greenroom/domain';
import { windowOf } from '../interviews/interview-view.ts';
import { Clock } from '../platform/clock.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { userIdOf } from './room-participants.ts';
import { RoomShards } from './room-shards.ts';
import { type RoomRecord, RoomsRepository } from './rooms.repository.ts';

export type Reservation = ResponseOf<typeof routes.createReservation>;

/**
 * Two people, and for each the entry of a connection that was cut and has not been given up yet: somebody who comes back is never
 * refused because of their own ghost. Who may enter at all is decided by the tokens; this only bounds what a stolen one could do.
 */
const MAX_OCCUPANTS = 4;

/** Says whether the signalling server may open a room: no paid booking, no room. */
@Injectable()
export class ReservationsService {
  constructor(
    private readonly rooms: RoomsRepository,
    private readonly places: RoomShards,
    private readonly clock: Clock,
  ) {}

  /**
   * @param shard how the signalling server calls itself
   * @throws AppError `reservation-refused` for every room that is not to exist now; `unavailable` for one that is on another shard.
   */
  async reserve(name: string, shard?: string): Promise<Reservation> {
    const roomName = roomNameSchema.safeParse(name.toLowerCase());
    const room = roomName.success ? await this.rooms.findByName(roomName.data) : undefined;
    const access = room ? this.accessTo(room) : ({ kind: 'not-booked' } as const);
    if (!room || access.kind !== 'open') throw new AppError('reservation-refused', refusalOf(access));
    await this.places.open(room, shard);
    return this.answer(room);
  }

  /** @throws AppError `not-found` for a reservation that is not (or no longer) good. */
  async get(reservationId: string): Promise<Reservation> {
    const id = idSchema.safeParse(reservationId);
    const room = id.success ? await this.rooms.find(id.data) : undefined;
    if (!room || this.accessTo(room).kind !== 'open') throw notFound('reservation');
    return this.answer(room);
  }

  private accessTo(room: RoomRecord): RoomAccess {
    // A room is the same for both sides.
    return decideRoomAccess({
      status: room.status,
      role: 'interviewer',
      window: windowOf(room),
      now: this.clock.now(),
    });
  }

  /** From now until the room closes; the module counts whole seconds from the start that it is told. */
  private answer(room: RoomRecord): Reservation {
    const now = this.clock.now();
    return {
      id: room.id,
      name: room.roomName,
      mail_owner: userIdOf('interviewer', room.id),
      start_time: now.toISOString(),
      duration: reservationSeconds(now, windowOf(room)),
      max_occupants: MAX_OCCUPANTS,
    };
  }
}

function refusalOf(access: RoomAccess): string {
  switch (access.kind) {
    case 'too-early':
      return 'The room is not open yet.';
    case 'over':
      return 'The interview is over.';
    default:
      return 'There is no such interview.';
  }
}
