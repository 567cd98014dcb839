import { Controller, Res } from '@nestjs/common';
import {
  RECORDED_AT_HEADER,
  RECORDING_CHECKSUM_HEADER,
  recordingFileHeadersSchema,
  type ResponseOf,
  routes,
} from '@greenroom/contracts';
import { AppError } from '../platform/http/app-error.ts';
import type { ApiReply, ApiRequest } from '../platform/http/request.ts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { awaitUpload, giveUpStalled } from '../platform/http/uploads.ts';
import { type AnnouncedFile, RecordingDelivery } from './recording-delivery.service.ts';
import { RecorderReports } from './recorder-reports.service.ts';

@Controller()
export class RecorderController {
  constructor(
    private readonly reports: RecorderReports,
    private readonly delivery: RecordingDelivery,
  ) {}

  @Route(routes.startRecorder)
  async start(
    @In() { body }: Input<typeof routes.startRecorder>,
  ): Promise<ResponseOf<typeof routes.startRecorder>> {
    return { recordingId: await this.reports.permit(body.room) };
  }

  @Route(routes.reportRecorder)
  async report(
    @In() { body }: Input<typeof routes.reportRecorder>,
  ): Promise<ResponseOf<typeof routes.reportRecorder>> {
    return { accepted: await this.reports.report(body.events) };
  }

  @Route(routes.uploadRecording)
  async upload(
    @In() { params, request }: Input<typeof routes.uploadRecording>,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<ResponseOf<typeof routes.uploadRecording>> {
    const delivered = await this.delivery.receive(announcedBy(params.roomName, request), () => {
      awaitUpload(request.raw, reply.raw);
      return giveUpStalled(request.raw);
    });
    // The same file again is no new thing.
    if (delivered.stored === 'before') void reply.status(200);
    return delivered;
  }
}

/** @throws AppError `invalid-request` that names the headers. */
function announcedBy(roomName: string, { headers }: ApiRequest): AnnouncedFile {
  const parsed = recordingFileHeadersSchema.safeParse(headers);
  if (!parsed.success)
    throw new AppError('invalid-request', 'The headers do not announce a file. See the details.', {
      details: parsed.error.issues.map(({ path, message }) => ({
        path: ['headers', ...path].join('.'),
        message,
      })),
    });
  return {
    roomName,
    checksum: parsed.data[RECORDING_CHECKSUM_HEADER].replace('sha256=', ''),
    bytes: parsed.data['content-length'],
    recordedAt: new Date(parsed.data[RECORDED_AT_HEADER]),
  };
}
