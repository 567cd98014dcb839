import {
  accountSchema,
  adminInterviewerSchema,
  adminInterviewTypeSchema,
  assignmentSchema,
  brandingSchema,
  errorResponseSchema,
  errorStatus,
  type ErrorCode,
  interviewSchema,
  interviewSummarySchema,
  interviewTypeSchema,
  messageSchema,
  reservationSchema,
  roomGrantSchema,
  roomSchema,
  type RouteContract,
  routes,
  slotSchema,
  specialistSchema,
} from '@greenroom/contracts';
import type * as z from 'zod/mini';
import { linkCookieName } from '../access-links/link-cookie.ts';
import { sessionCookieName } from '../accounts/session-cookie.ts';
import { statusOf } from '../platform/http/route.ts';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

/** Errors that every route can answer. */
const always: readonly ErrorCode[] = ['invalid-request', 'rate-limited', 'internal', 'unavailable'];
const ofSignedIn: readonly ErrorCode[] = ['unauthenticated', 'forbidden', 'origin-refused'];

const securityOf: Record<RouteContract['access'], Record<string, string[]>[]> = {
  public: [],
  provider: [],
  account: [{ account: [] }],
  admin: [{ account: [] }],
  interviewer: [{ interviewer: [] }],
  participant: [{ account: [] }, { interviewer: [] }],
  signalling: [{ signalling: [] }],
};

/** What the answers are made of, by the names that generated clients give them. None contains another: the generator would double it. */
const schemas = {
  Account: accountSchema,
  AdminInterviewType: adminInterviewTypeSchema,
  AdminInterviewer: adminInterviewerSchema,
  Assignment: assignmentSchema,
  Branding: brandingSchema,
  Error: errorResponseSchema,
  Interview: interviewSchema,
  InterviewSummary: interviewSummarySchema,
  InterviewType: interviewTypeSchema,
  Message: messageSchema,
  Reservation: reservationSchema,
  Room: roomSchema,
  RoomGrant: roomGrantSchema,
  Slot: slotSchema,
  Specialist: specialistSchema,
};

/**
 * The OpenAPI 3.1 document of the whole API, made from the same contract that requests are parsed by.
 *
 * @param publicUrl where the portal is reached: cookies have other names over TLS.
 */
export function createOpenApiDocument(
  publicUrl: string,
  contract: Readonly<Record<string, RouteContract>> = routes,
): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const [operationId, route] of Object.entries(contract)) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(operationId, route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Greenroom',
      version: '1',
      description:
        'Booking, payment, room and workflow of live mock interviews. Instants are UTC (RFC 3339), money is in minor units, errors are codes. Accounts sign in below /api/auth.',
    },
    paths,
    components: {
      schemas,
      securitySchemes: {
        account: { type: 'apiKey', in: 'cookie', name: sessionCookieName(publicUrl) },
        interviewer: { type: 'apiKey', in: 'cookie', name: linkCookieName(publicUrl) },
        signalling: { type: 'http', scheme: 'bearer' },
      },
    },
  });
}

function operation(operationId: string, route: RouteContract): ZodOpenApiOperationObject {
  const { params, query, response } = route;
  return {
    operationId,
    summary: route.summary,
    tags: [route.tag],
    security: securityOf[route.access],
    requestParams: { ...(params && { path: params }), ...(query && { query }) },
    ...requestBodyOf(route),
    responses: {
      [`${statusOf(route)}`]: {
        description: 'Done',
        ...(response && { content: json(response) }),
        ...(route.download !== undefined && { content: fileOf(route.download) }),
      },
      ...errorsOf(route),
    },
  };
}

function requestBodyOf({ body, upload }: RouteContract): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (upload !== undefined) return { requestBody: { required: true, content: fileOf(upload) } };
  return body ? { requestBody: { required: true, content: json(body) } } : {};
}

/** A file of a media type, which needs no schema (OpenAPI 3.1, section 4.8.14.3). */
const fileOf = (mediaType: string) => ({ [mediaType]: {} });

const json = (schema: z.ZodMiniType) => ({ 'application/json': { schema } });

function errorsOf({ access, body, errors = [] }: RouteContract) {
  const ofAccess = access === 'public' || access === 'provider' ? [] : ofSignedIn;
  const ofBody: readonly ErrorCode[] = body ? ['body-too-large'] : [];
  const codes = [...always, ...ofAccess, ...ofBody, ...errors];
  const byStatus = Map.groupBy(new Set(codes), (code) => errorStatus[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      `${status}`,
      { description: group.join(', '), content: json(errorResponseSchema) },
    ]),
  );
}
