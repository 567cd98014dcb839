import { Controller, Res, StreamableFile } from '@nestjs/common';
import { type DownloadLink, type Recording, type ResponseOf, routes } from '@greenroom/contracts';
import type { ApiReply } from '../platform/http/request.ts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { type Download, RecordingDownloads } from './recording-downloads.service.ts';

@Controller()
export class RecordingsController {
  constructor(private readonly downloads: RecordingDownloads) {}

  @Route(routes.listRecordings)
  list(
    @In() { caller, params }: Input<typeof routes.listRecordings>,
  ): Promise<ResponseOf<typeof routes.listRecordings>> {
    return this.downloads.list(params.interviewId, { kind: 'participant', callers: caller });
  }

  @Route(routes.createDownloadLink)
  link(@In() { caller, params }: Input<typeof routes.createDownloadLink>): Promise<DownloadLink> {
    return this.downloads.link(params.recordingId, { kind: 'participant', callers: caller });
  }

  @Route(routes.downloadRecording)
  async download(
    @In() { caller, params, query, request }: Input<typeof routes.downloadRecording>,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<StreamableFile | null> {
    const viewer = { kind: 'participant', callers: caller } as const;
    const wish = { token: query.token, range: request.headers.range };
    return send(await this.downloads.open(params.recordingId, viewer, wish), reply);
  }

  @Route(routes.adminListRecordings)
  adminList(
    @In() { caller, params }: Input<typeof routes.adminListRecordings>,
  ): Promise<ResponseOf<typeof routes.adminListRecordings>> {
    return this.downloads.list(params.interviewId, { kind: 'admin', account: caller });
  }

  @Route(routes.adminCreateDownloadLink)
  adminLink(@In() { caller, params }: Input<typeof routes.adminCreateDownloadLink>): Promise<DownloadLink> {
    return this.downloads.link(params.recordingId, { kind: 'admin', account: caller });
  }

  @Route(routes.adminDownloadRecording)
  async adminDownload(
    @In() { caller, params, query, request }: Input<typeof routes.adminDownloadRecording>,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<StreamableFile | null> {
    const viewer = { kind: 'admin', account: caller } as const;
    const wish = { token: query.token, range: request.headers.range };
    return send(await this.downloads.open(params.recordingId, viewer, wish), reply);
  }

  @Route(routes.eraseRecording)
  erase(@In() { caller, params, body }: Input<typeof routes.eraseRecording>): Promise<Recording> {
    return this.downloads.erase(params.recordingId, caller, body.reason);
  }
}

/** Never kept by anybody on the way, and never shown as a page of ours. */
function send(download: Download | 'unsatisfiable', reply: ApiReply): StreamableFile | null {
  void reply.headers({ 'accept-ranges': 'bytes', 'cache-control': 'private, no-store' });
  if (download === 'unsatisfiable') {
    void reply.status(416);
    return null;
  }
  const { content, bytes, total, range, filename } = download;
  if (range) {
    void reply.status(206).header('content-range', `bytes ${range.first}-${range.last}/${total}`);
  }
  return new StreamableFile(content, {
    type: 'video/mp4',
    length: bytes,
    disposition: `attachment; filename="${filename}"`,
  });
}
