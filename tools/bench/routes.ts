import { createHmac, randomUUID } from 'node:crypto';
import { type RouteContract, routes, routeUrl } from '@greenroom/contracts';
import { INTERVIEWERS } from './dataset.ts';
import type { HttpRequest } from './load.ts';
import { anyAddress, JSON_BODY } from './people.ts';
import type { Site } from './testbed.ts';

const DAY_MS = 86_400_000;

/** A route as it is measured. */
export type MeasuredRoute = {
  readonly name: string;
  /** The goal: so many times the CPU of the yardstick. */
  readonly limit: number;
  /** The goal for SQL statements, where there is one. */
  readonly statements?: number;
  /** Fields of the answer that differ each time. */
  readonly volatile?: readonly string[];
  /** A new request each time it is called. */
  readonly request: (site: Site) => HttpRequest;
};

const request = (
  route: RouteContract,
  rest: { path?: string; headers?: Readonly<Record<string, string>>; body?: string },
): HttpRequest => ({
  method: route.method === 'GET' ? 'GET' : 'POST',
  path: rest.path ?? route.path,
  headers: { ...rest.headers, 'x-forwarded-for': anyAddress() },
  body: rest.body,
});

export const slots: MeasuredRoute = {
  name: `GET /api/slots, a week of ${INTERVIEWERS} interviewers`,
  limit: 1.5,
  statements: 3,
  request: ({ landmarks: { interviewTypeId } }) => {
    const from = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
    const query = {
      interviewTypeId,
      from: new Date(from).toISOString(),
      to: new Date(from + 7 * DAY_MS).toISOString(),
    };
    return request(routes.listSlots, { path: routeUrl(routes.listSlots, {}, query) });
  },
};

export const grants: MeasuredRoute = {
  name: 'POST /api/rooms/:roomName/grants',
  limit: 1.5,
  volatile: ['token', 'expiresAt'],
  request: ({ account: { headers }, landmarks: { roomName } }) =>
    request(routes.createRoomGrant, { path: routeUrl(routes.createRoomGrant, { roomName }), headers }),
};

export const webhook: MeasuredRoute = {
  name: 'POST /api/payments/webhooks/stripe, an ignored event',
  limit: 1.5,
  request: ({ env }) => {
    const created = Math.floor(Date.now() / 1000);
    const id = `evt_${randomUUID()}`;
    const customer = { id: 'cus_bench', object: 'customer', email: 'casey@example.com', metadata: {} };
    const body = JSON.stringify({
      id,
      object: 'event',
      type: 'customer.updated',
      created,
      data: { object: customer },
    });
    const signature = createHmac('sha256', env.STRIPE_WEBHOOK_SECRET ?? '')
      .update(`${created}.${body}`)
      .digest('hex');
    const headers = {
      ...JSON_BODY,
      'stripe-signature': `t=${created},v1=${signature}`,
    };
    const path = routeUrl(routes.paymentWebhook, { provider: 'stripe' });
    return request(routes.paymentWebhook, { path, headers, body });
  },
};

export const interviews: MeasuredRoute = {
  name: 'GET /api/interviews, a page of 20',
  limit: 3,
  request: ({ account }) =>
    request(routes.listInterviews, {
      path: routeUrl(routes.listInterviews, {}, { scope: 'previous' }),
      headers: { cookie: account.cookie },
    }),
};

/** Of an administrator: needs a site that has one. */
export const adminInterviews: MeasuredRoute = {
  name: 'GET /api/admin/interviews, the first page',
  limit: 3,
  request: ({ admin }) =>
    request(routes.adminListInterviews, {
      path: routeUrl(routes.adminListInterviews, {}, {}),
      headers: { cookie: admin?.cookie ?? '' },
    }),
};

/** Everything that happened to one interview, likewise. */
export const adminInterview: MeasuredRoute = {
  name: 'GET /api/admin/interviews/:interviewId',
  limit: 3,
  request: ({ admin, landmarks: { interviewId } }) =>
    request(routes.adminGetInterview, {
      path: routeUrl(routes.adminGetInterview, { interviewId }),
      headers: { cookie: admin?.cookie ?? '' },
    }),
};
