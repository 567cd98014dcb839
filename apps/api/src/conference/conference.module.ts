import { Module } from '@nestjs/common';
import { AbsenceInquiry } from './absence-inquiry.ts';
import { ConferenceControl } from './conference-control.ts';
import { InterviewEnd } from './interview-end.ts';
import { JitsiShards } from './jitsi-shards.ts';
import { PresenceController } from './presence.controller.ts';
import { PresenceLedger } from './presence-ledger.ts';
import { PresenceRepository } from './presence.repository.ts';
import { PresenceService } from './presence.service.ts';
import { ReservationsController } from './reservations.controller.ts';
import { ReservationsService } from './reservations.service.ts';
import { RoomClosing } from './room-closing.ts';
import { RoomShardsRepository } from './room-shards.repository.ts';
import { RoomShards } from './room-shards.ts';
import { RoomTokens } from './room-tokens.ts';
import { RoomsController } from './rooms.controller.ts';
import { RoomsRepository } from './rooms.repository.ts';
import { RoomsService } from './rooms.service.ts';
import { ShardsController } from './shards.controller.ts';
import { ShardsService } from './shards.service.ts';
import { SignallingAuthenticator } from './signalling-authenticator.ts';
import { TurnCredentials } from './turn-credentials.ts';

/** The live room: who may enter it, who was in it, and what follows for the interview. */
@Module({
  controllers: [RoomsController, ReservationsController, PresenceController, ShardsController],
  providers: [
    AbsenceInquiry,
    ConferenceControl,
    InterviewEnd,
    JitsiShards,
    PresenceLedger,
    PresenceRepository,
    PresenceService,
    ReservationsService,
    RoomClosing,
    RoomShards,
    RoomShardsRepository,
    RoomsRepository,
    RoomsService,
    RoomTokens,
    ShardsService,
    SignallingAuthenticator,
    TurnCredentials,
  ],
  exports: [
    ConferenceControl,
    PresenceRepository,
    RoomClosing,
    RoomsRepository,
    ShardsService,
    SignallingAuthenticator,
  ],
})
export class ConferenceModule {}
