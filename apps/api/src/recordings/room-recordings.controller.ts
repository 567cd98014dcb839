import { Controller } from '@nestjs/common';
import { type RoomRecording, routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { RoomRecordings } from './room-recordings.service.ts';

@Controller()
export class RoomRecordingsController {
  constructor(private readonly recordings: RoomRecordings) {}

  @Route(routes.getRoomRecording)
  get(@In() { caller, params, query }: Input<typeof routes.getRoomRecording>): Promise<RoomRecording> {
    return this.recordings.view({ roomName: params.roomName, callers: caller, as: query.as });
  }

  @Route(routes.askForRecording)
  ask(@In() { caller, params, query }: Input<typeof routes.askForRecording>): Promise<RoomRecording> {
    return this.recordings.ask({ roomName: params.roomName, callers: caller, as: query.as });
  }

  @Route(routes.answerRecording)
  answer(
    @In() { caller, params, query, body }: Input<typeof routes.answerRecording>,
  ): Promise<RoomRecording> {
    const request = { roomName: params.roomName, callers: caller, as: query.as };
    return this.recordings.answer(request, body.decision);
  }

  @Route(routes.stopRecording)
  stop(@In() { caller, params, query }: Input<typeof routes.stopRecording>): Promise<RoomRecording> {
    return this.recordings.stop({ roomName: params.roomName, callers: caller, as: query.as });
  }
}
