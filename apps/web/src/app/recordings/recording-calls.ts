import { inject, Injectable } from '@angular/core';
import { type DownloadLink, type Recording, recordingRoutes } from '@greenroom/contracts';
import { Api } from '../platform/api';

/** As whom recordings are looked at. */
export type RecordingViewer = 'participant' | 'admin';

/** The routes of the viewers behind one question each. */
@Injectable({ providedIn: 'root' })
export class RecordingCalls {
  private readonly api = inject(Api);

  /** @throws ApiError */
  async list(viewer: RecordingViewer, interviewId: string): Promise<readonly Recording[]> {
    const request = { params: { interviewId } };
    const { items } =
      viewer === 'admin'
        ? await this.api.call(recordingRoutes.adminListRecordings, request)
        : await this.api.call(recordingRoutes.listRecordings, request);
    return items;
  }

  /** @throws ApiError */
  link(viewer: RecordingViewer, recordingId: string): Promise<DownloadLink> {
    const request = { params: { recordingId } };
    return viewer === 'admin'
      ? this.api.call(recordingRoutes.adminCreateDownloadLink, request)
      : this.api.call(recordingRoutes.createDownloadLink, request);
  }
}
