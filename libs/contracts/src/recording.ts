import * as z from 'zod/mini';
import { participantRoleSchema, roomNameSchema } from './interview-facts.ts';
import { idSchema, instantSchema, proseSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

/**
 * - `asked`: one side asked; the consent of the other is outstanding.
 * - `declined`: somebody said no, or took the consent back before anything was recorded.
 * - `permitted`: both agreed: the recorder may start.
 * - `recording`: the recorder is in the room.
 * - `stopped`: the recorder has left; its file is on the way.
 * - `ready`: the file is stored, and its checksum was verified.
 * - `failed`: the recorder did not come, or its file did not.
 * - `erased`: there is no file any more, or there never will be.
 */
export const recordingStatuses = [
  'asked',
  'declined',
  'permitted',
  'recording',
  'stopped',
  'ready',
  'failed',
  'erased',
] as const;
export const recordingStatusSchema = z.enum(recordingStatuses);
export type RecordingStatus = z.infer<typeof recordingStatusSchema>;

/** Why a recording is `declined`, `failed` or `erased`. */
export const recordingReasonSchema = z.enum([
  // declined
  'refused',
  'withdrawn',
  'room-closed',
  // failed
  'recorder-absent',
  'recorder-failed',
  'file-missing',
  // erased; `withdrawn` too
  'retention',
  'administrator',
]);
export type RecordingReason = z.infer<typeof recordingReasonSchema>;

/** `open`: not answered yet. Asking counts as the asker's own consent. */
export const recordingConsentSchema = z.enum(['open', 'given', 'refused', 'withdrawn']);
export type RecordingConsent = z.infer<typeof recordingConsentSchema>;

/** What the room's page knows of recording: whether this installation records at all, and the latest recording of the interview. */
export const roomRecordingSchema = z.object({
  available: z.boolean(),
  /** Days after which a recording is erased by itself. */
  retentionDays: z.int(),
  recording: z.nullable(
    z.object({
      id: idSchema,
      status: recordingStatusSchema,
      askedBy: participantRoleSchema,
      consents: z.object({ candidate: recordingConsentSchema, interviewer: recordingConsentSchema }),
      /** When the recorder came. */
      startedAt: z.nullable(instantSchema),
    }),
  ),
});
export type RoomRecording = z.infer<typeof roomRecordingSchema>;

/** A recording, for those who may watch it. */
export const recordingSchema = z.object({
  id: idSchema,
  status: recordingStatusSchema,
  reason: z.nullable(recordingReasonSchema),
  startedAt: z.nullable(instantSchema),
  /** Null until the recorder has left. */
  durationSeconds: z.nullable(z.int()),
  /** Null while there is no file. */
  bytes: z.nullable(z.int()),
  /** When the file is erased by itself. */
  deleteAfter: z.nullable(instantSchema),
});
export type Recording = z.infer<typeof recordingSchema>;

export const recordingListSchema = z.object({ items: z.array(recordingSchema) });

/** Where the file is for a few minutes. A link of this installation is good for the person alone who asked for it. */
export const downloadLinkSchema = z.object({ url: z.string(), expiresAt: instantSchema });
export type DownloadLink = z.infer<typeof downloadLinkSchema>;

/** `agree` answers the question; `decline` does too, and takes a consent back that was given. */
export const recordingDecisionSchema = z.strictObject({ decision: z.enum(['agree', 'decline']) });
export type RecordingDecision = z.infer<typeof recordingDecisionSchema>['decision'];

/** What the signalling server saw of the recorder: the occupant of the hidden domain. */
export const recorderEventSchema = z.object({
  id: z.uuid(),
  room: z.string().check(z.maxLength(200)),
  state: z.enum(['recorder-joined', 'recorder-left', 'recorder-failed']),
  occurredAt: instantSchema,
});
export type RecorderEvent = z.infer<typeof recorderEventSchema>;

/** `sha256=` and 64 hexadecimal digits, of the whole file. */
export const RECORDING_CHECKSUM_HEADER = 'x-greenroom-checksum';
/** When the recorder began, as its own machine says: tells which of a room's recordings the file is of. */
export const RECORDED_AT_HEADER = 'x-greenroom-recorded-at';

/** Headers that a recording's file is sent with. */
export const recordingFileHeadersSchema = z.object({
  'content-length': z.coerce.number().check(z.int(), z.minimum(1)),
  [RECORDING_CHECKSUM_HEADER]: z.string().check(z.regex(/^sha256=[0-9a-f]{64}$/)),
  [RECORDED_AT_HEADER]: instantSchema,
});

const roomParams = z.strictObject({ roomName: roomNameSchema });
const interviewParams = z.strictObject({ interviewId: idSchema });
const recordingParams = z.strictObject({ recordingId: idSchema });
const asQuery = z.strictObject({ as: z.optional(participantRoleSchema) });

export const recordingRoutes = {
  getRoomRecording: defineRoute({
    method: 'GET',
    path: '/api/rooms/:roomName/recording',
    summary: 'Whether the room can be recorded, and how far its latest recording is',
    tag: 'Room',
    access: 'participant',
    params: roomParams,
    query: asQuery,
    response: roomRecordingSchema,
    errors: ['not-found'],
  }),
  askForRecording: defineRoute({
    method: 'POST',
    path: '/api/rooms/:roomName/recording',
    summary: 'The interviewer asks to record, and agrees with it; one that is asked for or runs is answered',
    tag: 'Room',
    access: 'participant',
    params: roomParams,
    query: asQuery,
    response: roomRecordingSchema,
    status: 201,
    errors: ['not-found', 'room-not-open', 'interview-over', 'recording-off'],
  }),
  answerRecording: defineRoute({
    method: 'POST',
    path: '/api/rooms/:roomName/recording/consent',
    summary: 'Agree to be recorded, refuse, or take the consent back while it records',
    tag: 'Room',
    access: 'participant',
    params: roomParams,
    query: asQuery,
    body: recordingDecisionSchema,
    response: roomRecordingSchema,
    errors: ['not-found', 'room-not-open', 'interview-over', 'state-conflict', 'recording-off'],
  }),
  stopRecording: defineRoute({
    method: 'POST',
    path: '/api/rooms/:roomName/recording/stop',
    summary: 'Either side ends the recording: the recorder leaves, and what it has is kept',
    tag: 'Room',
    access: 'participant',
    params: roomParams,
    query: asQuery,
    response: roomRecordingSchema,
    errors: ['not-found', 'state-conflict', 'recording-off'],
  }),
  startRecorder: defineRoute({
    method: 'POST',
    path: '/api/conference/recordings/starts',
    summary: 'The signalling server asks before a recorder is let into a room',
    tag: 'Signalling',
    access: 'signalling',
    body: z.strictObject({ room: z.string().check(z.maxLength(200)) }),
    response: z.object({ recordingId: idSchema }),
    errors: ['recording-refused'],
  }),
  reportRecorder: defineRoute({
    method: 'POST',
    path: '/api/conference/recordings/states',
    summary: 'When a recorder came, went or failed',
    tag: 'Signalling',
    access: 'signalling',
    body: z.object({ events: z.array(recorderEventSchema).check(z.minLength(1), z.maxLength(200)) }),
    response: z.object({ accepted: z.int() }),
  }),
  uploadRecording: defineRoute({
    method: 'PUT',
    path: '/api/conference/recordings/:roomName/file',
    summary: 'The file of a recording that has ended; the same file again is answered as the first time',
    tag: 'Signalling',
    access: 'signalling',
    params: roomParams,
    upload: 'video/mp4',
    response: z.object({ recordingId: idSchema, stored: z.enum(['now', 'before']) }),
    status: 201,
    errors: [
      'not-found',
      'already-exists',
      'recording-withdrawn',
      'body-too-large',
      'recording-off',
      'unavailable',
    ],
  }),
  listRecordings: defineRoute({
    method: 'GET',
    path: '/api/interviews/:interviewId/recordings',
    summary: 'The recordings of an interview, for its two people',
    tag: 'Recordings',
    access: 'participant',
    params: interviewParams,
    response: recordingListSchema,
    errors: ['not-found'],
  }),
  createDownloadLink: defineRoute({
    method: 'POST',
    path: '/api/recordings/:recordingId/download-links',
    summary: 'A link to the file for a few minutes; it is written down who asked for it',
    tag: 'Recordings',
    access: 'participant',
    params: recordingParams,
    response: downloadLinkSchema,
    status: 201,
    errors: ['not-found', 'state-conflict', 'recording-off'],
  }),
  downloadRecording: defineRoute({
    method: 'GET',
    path: '/api/recordings/:recordingId/file',
    summary:
      'The file, whole or a range of it (RFC 9110, section 14), with a link that the same person asked for',
    tag: 'Recordings',
    access: 'participant',
    params: recordingParams,
    query: z.strictObject({ token: z.string().check(z.maxLength(500)) }),
    download: 'video/mp4',
    errors: ['not-found', 'state-conflict', 'link-expired', 'recording-off'],
  }),
  adminListRecordings: defineRoute({
    method: 'GET',
    path: '/api/admin/interviews/:interviewId/recordings',
    summary: 'The recordings of an interview',
    tag: 'Admin',
    access: 'admin',
    params: interviewParams,
    response: recordingListSchema,
    errors: ['not-found'],
  }),
  adminCreateDownloadLink: defineRoute({
    method: 'POST',
    path: '/api/admin/recordings/:recordingId/download-links',
    summary: 'A link to the file for a few minutes; it is written down who asked for it',
    tag: 'Admin',
    access: 'admin',
    params: recordingParams,
    response: downloadLinkSchema,
    status: 201,
    errors: ['not-found', 'state-conflict', 'recording-off'],
  }),
  adminDownloadRecording: defineRoute({
    method: 'GET',
    path: '/api/admin/recordings/:recordingId/file',
    summary: 'The file, whole or a range of it, with a link that the same administrator asked for',
    tag: 'Admin',
    access: 'admin',
    params: recordingParams,
    query: z.strictObject({ token: z.string().check(z.maxLength(500)) }),
    download: 'video/mp4',
    errors: ['not-found', 'state-conflict', 'link-expired', 'recording-off'],
  }),
  eraseRecording: defineRoute({
    method: 'DELETE',
    path: '/api/admin/recordings/:recordingId',
    summary: 'Erase the file of a recording for good, with a reason; that there was one stays known',
    tag: 'Admin',
    access: 'admin',
    params: recordingParams,
    body: z.strictObject({ reason: proseSchema(1000).check(z.minLength(1)) }),
    response: recordingSchema,
    errors: ['not-found', 'state-conflict'],
  }),
} as const;
