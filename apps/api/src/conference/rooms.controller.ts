import { Controller } from '@nestjs/common';
import { type Room, type RoomGrant, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { RoomsService } from './rooms.service.ts';

@Controller()
export class RoomsController {
  constructor(private readonly rooms: RoomsService) {}

  @Route(routes.getRoom)
  get(@In() { caller, params, query }: Input<typeof routes.getRoom>): Promise<Room> {
    return this.rooms.view({ roomName: params.roomName, callers: caller, as: query.as });
  }

  @Route(routes.createRoomGrant)
  grant(@In() { caller, params, query, body }: Input<typeof routes.createRoomGrant>): Promise<RoomGrant> {
    const request = { roomName: params.roomName, callers: caller, as: query.as };
    return this.rooms.grant(request, body?.displayName);
  }

  @Route(routes.reportMedia)
  media(@In() { caller, params, query }: Input<typeof routes.reportMedia>): Promise<void> {
    return this.rooms.noteMedia({ roomName: params.roomName, callers: caller, as: query.as });
  }

  @Route(routes.endRoom)
  end(@In() { caller, params, query }: Input<typeof routes.endRoom>): Promise<Room> {
    return this.rooms.end({ roomName: params.roomName, callers: caller, as: query.as });
  }
}
