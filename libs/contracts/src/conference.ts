import * as z from 'zod/mini';
import {
  experienceLevelSchema,
  focusAreaSchema,
  interviewStatusSchema,
  participantRoleSchema,
  roomNameSchema,
} from './interview-facts.ts';
import { idSchema, instantSchema, textSchema } from './primitives.ts';
import { defineRoute } from './route.ts';

export const displayNameSchema = textSchema(80);

/** Which side the caller speaks for, where a browser holds both sessions; the server checks it against them. */
const asQuery = z.strictObject({ as: z.optional(participantRoleSchema) });
const roomParams = z.strictObject({ roomName: roomNameSchema });

/** Everything the room's page shows before and around the conference. */
export const roomSchema = z.object({
  interviewId: idSchema,
  roomName: roomNameSchema,
  role: participantRoleSchema,
  status: interviewStatusSchema,
  typeName: z.string(),
  jobRole: z.string(),
  experienceLevel: experienceLevelSchema,
  focus: focusAreaSchema,
  selfName: z.string(),
  otherName: z.string(),
  scheduledAt: instantSchema,
  endsAt: instantSchema,
  opensAt: instantSchema,
  closesAt: instantSchema,
  startedAt: z.nullable(instantSchema),
  plannedSeconds: z.int(),
  /** Whether the other side has been told by e-mail, and when. */
  otherTold: z.enum(['told', 'sending', 'failed', 'not-yet']),
  otherToldAt: z.nullable(instantSchema),
  otherPresent: z.boolean(),
  /** The server's clock, to correct the page's timers. */
  now: instantSchema,
});
export type Room = z.infer<typeof roomSchema>;

/** A server that helps media through firewalls, as `RTCPeerConnection` takes it. The credential ends with the room. */
const iceServerSchema = z.object({
  urls: z.string(),
  username: z.string(),
  credential: z.string(),
});
export type IceServer = z.infer<typeof iceServerSchema>;

/** A short-lived permission to enter one room as one person in one role, and how to get there. */
export const roomGrantSchema = z.object({
  token: z.string(),
  expiresAt: instantSchema,
  roomName: roomNameSchema,
  /** XMPP domain, its MUC and focus components. */
  domain: z.string(),
  mucDomain: z.string(),
  /** The hidden domain that recorders join from, so that they are not shown as people; null where nothing is recorded. */
  recorderDomain: z.nullable(z.string()),
  focus: z.string(),
  /** WebSocket address of the signalling server. */
  serviceUrl: z.string(),
  /** Where the matching lib-jitsi-meet is served. */
  libraryUrl: z.string(),
  /** True only where there is no bridge: two people at most. */
  peerToPeer: z.boolean(),
  /** The deployment's TURN servers; none where it has none. */
  iceServers: z.array(iceServerSchema),
  role: z.enum(['moderator', 'participant']),
  /** Stable for this person in this interview: an older session of the same id is removed. */
  userId: z.string(),
  displayName: z.string(),
});
export type RoomGrant = z.infer<typeof roomGrantSchema>;

/** Reservation answer as Jitsi's mod_reservations expects it (it refuses one without `mail_owner`); `duration` in seconds. */
export const reservationSchema = z.object({
  id: z.string(),
  name: z.string(),
  mail_owner: z.string(),
  start_time: z.string(),
  duration: z.int(),
  max_occupants: z.optional(z.int()),
});

/** A person in a room as the signalling server knows them. */
const occupantSchema = z.object({
  id: z.string().check(z.maxLength(200)),
  userId: z.string().check(z.maxLength(200)),
  name: z.optional(z.string().check(z.maxLength(200))),
  role: z.enum(['moderator', 'participant']),
});

export const presenceEventSchema = z.object({
  id: z.uuid(),
  /** Counts up from 1 for each life of a room. */
  sequence: z.int().check(z.minimum(1)),
  type: z.enum(['room-created', 'occupant-joined', 'occupant-left', 'room-destroyed']),
  room: z.string().check(z.maxLength(200)),
  occurredAt: instantSchema,
  occupant: z.optional(occupantSchema),
});
export type PresenceEvent = z.infer<typeof presenceEventSchema>;

export const presenceReportSchema = z.object({
  events: z.array(presenceEventSchema).check(z.minLength(1), z.maxLength(200)),
});

/**
 * What the signalling server answers to the question who is in a room. `joinedAt` is the `occurredAt` of the `occupant-joined` that it
 * reports, or has yet to report, of the same person.
 */
export const roomOccupantsSchema = z.object({
  occupants: z.array(z.extend(occupantSchema, { joinedAt: instantSchema })).check(z.maxLength(200)),
});
export type RoomOccupants = z.infer<typeof roomOccupantsSchema>;

export const conferenceRoutes = {
  getRoom: defineRoute({
    method: 'GET',
    path: '/api/rooms/:roomName',
    summary: 'The interview behind a room, for its two people',
    tag: 'Room',
    access: 'participant',
    params: roomParams,
    query: asQuery,
    response: roomSchema,
    errors: ['not-found'],
  }),
  createRoomGrant: defineRoute({
    method: 'POST',
    path: '/api/rooms/:roomName/grants',
    summary: 'A fresh short token for the room, for every (re)connect',
    tag: 'Room',
    access: 'participant',
    params: roomParams,
    query: asQuery,
    /** The name under which the person wants to be seen in this room; their own when left out. */
    body: z.optional(z.strictObject({ displayName: z.optional(displayNameSchema) })),
    response: roomGrantSchema,
    status: 201,
    errors: ['not-found', 'room-not-open', 'interview-over'],
  }),
  reportMedia: defineRoute({
    method: 'POST',
    path: '/api/rooms/:roomName/media',
    summary:
      'Picture or sound of the other side arrives here: a hint beside the presence ledger, kept once for each side',
    tag: 'Room',
    access: 'participant',
    params: roomParams,
    query: asQuery,
    status: 204,
    errors: ['not-found', 'room-not-open', 'interview-over', 'rate-limited'],
  }),
  endRoom: defineRoute({
    method: 'POST',
    path: '/api/rooms/:roomName/end',
    summary: 'End the interview for everyone: it is completed with its duration and the room closes',
    tag: 'Room',
    access: 'participant',
    params: roomParams,
    query: asQuery,
    response: roomSchema,
    errors: ['not-found', 'state-conflict'],
  }),
  createReservation: defineRoute({
    method: 'POST',
    path: '/api/conference/reservation/conference',
    summary: 'The signalling server asks before it creates a room',
    tag: 'Signalling',
    access: 'signalling',
    body: z.looseObject({
      name: z.string().check(z.maxLength(200)),
      start_time: z.optional(z.string().check(z.maxLength(100))),
      mail_owner: z.optional(z.string().check(z.maxLength(300))),
      /** How the server calls itself, where there are several: a room opens on its own alone. */
      shard: z.optional(z.string()),
    }),
    response: reservationSchema,
    errors: ['reservation-refused', 'unavailable'],
  }),
  getReservation: defineRoute({
    method: 'GET',
    path: '/api/conference/reservation/conference/:reservationId',
    summary: 'A reservation made before',
    tag: 'Signalling',
    access: 'signalling',
    params: z.strictObject({ reservationId: z.string().check(z.maxLength(100)) }),
    response: reservationSchema,
    errors: ['not-found'],
  }),
  deleteReservation: defineRoute({
    method: 'DELETE',
    path: '/api/conference/reservation/conference/:reservationId',
    summary: 'The room of a reservation has ended',
    tag: 'Signalling',
    access: 'signalling',
    params: z.strictObject({ reservationId: z.string().check(z.maxLength(100)) }),
    status: 204,
  }),
  reportPresence: defineRoute({
    method: 'POST',
    path: '/api/conference/events',
    summary: 'Who came and went: the evidence for status and duration',
    tag: 'Signalling',
    access: 'signalling',
    body: presenceReportSchema,
    response: z.object({ accepted: z.int() }),
  }),
  reportSignallingStart: defineRoute({
    method: 'POST',
    path: '/api/conference/starts',
    summary: 'The signalling server has started: nobody is in a room any more who was there before',
    tag: 'Signalling',
    access: 'signalling',
    /** `shard` where there are several: in the rooms of the others people still are. */
    body: z.strictObject({ startedAt: instantSchema, shard: z.optional(z.string()) }),
    response: z.object({ closed: z.int() }),
  }),
} as const;
