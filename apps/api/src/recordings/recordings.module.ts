import { Module } from '@nestjs/common';
import { ConferenceModule } from '../conference/conference.module.ts';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { DownloadTokens } from './download-tokens.ts';
import { RecorderController } from './recorder.controller.ts';
import { RecorderReports } from './recorder-reports.service.ts';
import { RecordingDelivery } from './recording-delivery.service.ts';
import { RecordingDownloads } from './recording-downloads.service.ts';
import { RecordingEnd } from './recording-end.ts';
import { RecordingLifecycle } from './recording-lifecycle.service.ts';
import { RecordingUpkeep } from './recording-upkeep.ts';
import { RecordingsController } from './recordings.controller.ts';
import { RecordingsRepository } from './recordings.repository.ts';
import { RoomRecordingsController } from './room-recordings.controller.ts';
import { RoomRecordings } from './room-recordings.service.ts';
import { openRecordingStore } from './stores/index.ts';
import { RECORDING_STORE } from './stores/recording-store.ts';

/** Recordings: who has agreed, what the recorder does, where the file is and who may have it. */
@Module({
  imports: [ConferenceModule],
  controllers: [RoomRecordingsController, RecorderController, RecordingsController],
  providers: [
    {
      provide: RECORDING_STORE,
      inject: [ENVIRONMENT, Clock],
      useFactory: (environment: Environment, clock: Clock) => openRecordingStore(environment, clock),
    },
    DownloadTokens,
    RecorderReports,
    RecordingDelivery,
    RecordingDownloads,
    RecordingEnd,
    RecordingLifecycle,
    RecordingUpkeep,
    RecordingsRepository,
    RoomRecordings,
  ],
})
export class RecordingsModule {}
