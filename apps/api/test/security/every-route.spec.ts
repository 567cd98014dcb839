/** Who may not: generated over the whole contract, so that a new route is in it from its first day. */
import { randomUUID } from 'node:crypto';
import { type ErrorCode, type ErrorResponse, type RouteContract, routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { everyRoute, type RouteName, routesFor, samples, World } from '../support/every-route.ts';

let world: World;

beforeAll(async () => {
  world = await World.build();
});
afterAll(() => world.application.stop());

const unauthenticated = [401, 'unauthenticated'] as const;
const notFound = [404, 'not-found'] as const;

it('knows each route of the contract, and no other', () => {
  expect(Object.keys(samples).sort()).toEqual(Object.keys(routes).sort());
  const withBody = (entries: [string, { body?: unknown }][]) =>
    entries.filter(([, { body }]) => body !== undefined).map(([name]) => name);
  expect(withBody(Object.entries(samples)).sort()).toEqual(withBody(everyRoute).sort());
});

describe('the right caller', () => {
  /** What becomes of the samples where the route has a reason of its own to refuse them. */
  const outcomes: Partial<Record<RouteName, ErrorCode>> = {
    rateSession: 'state-conflict',
    signIn: 'wrong-credentials',
    createBooking: 'not-found',
    listSlots: 'not-found',
    resumeCheckout: 'state-conflict',
    releaseHold: 'state-conflict',
    // The interview of this world is in progress.
    cancelInterview: 'state-conflict',
    rescheduleInterview: 'state-conflict',
    appealOutcome: 'state-conflict',
    cancelAssignment: 'state-conflict',
    rescheduleAssignment: 'state-conflict',
    appealAssignmentOutcome: 'state-conflict',
    adminCancelInterview: 'state-conflict',
    adminRescheduleInterview: 'state-conflict',
    decideOutcome: 'state-conflict',
    paymentWebhook: 'webhook-signature-invalid',
    exchangeLink: 'link-invalid',
    // Only the interviewer asks, and nothing is asked for.
    askForRecording: 'forbidden',
    answerRecording: 'state-conflict',
    stopRecording: 'state-conflict',
    startRecorder: 'recording-refused',
    // Not with a link that nobody made.
    downloadRecording: 'not-found',
    adminDownloadRecording: 'not-found',
    createReservation: 'reservation-refused',
    adminDrainShard: 'not-found', // no shards have names here
    getReservation: 'not-found', // a route before it ended the room
  };
  // These requests change things: they have a world of their own.
  let own: World;

  beforeAll(async () => {
    own = await World.build();
  });
  afterAll(() => own.application.stop());

  it.each(everyRoute)('%s: is let through to what the route decides', async (name) => {
    const { status, body } = await own.ask(name);
    const outcome = status < 400 ? 'done' : (body as ErrorResponse).error.code;
    expect(outcome).toBe(outcomes[name] ?? 'done');
  });
});

describe('somebody without a session', () => {
  it.each(routesFor('account', 'admin', 'interviewer', 'participant', 'signalling'))(
    '%s: 401',
    async (name) => {
      await world.refuses([() => world.askAs(world.application.visitor(), name)], unauthenticated);
    },
  );

  it.each(routesFor('provider'))('%s: 400 without the provider’s signature', async (name) => {
    const wish = { body: { id: 'evt_1', type: 'checkout.session.completed' } };
    await world.refuses(
      [() => world.askAs(world.application.visitor(), name, wish)],
      [400, 'webhook-signature-invalid'],
    );
  });
});

describe('somebody with another kind of session', () => {
  it.each(routesFor('admin'))('%s: 403 for a candidate, 401 for an interviewer', async (name) => {
    await world.refuses([() => world.askAs(world.owner, name)], [403, 'forbidden']);
    await world.refuses([() => world.askAs(world.interviewer, name)], unauthenticated);
  });

  it.each(routesFor('account'))('%s: 401 for an interviewer', async (name) => {
    await world.refuses([() => world.askAs(world.interviewer, name)], unauthenticated);
  });

  it.each(routesFor('interviewer'))('%s: 401 for a candidate and an administrator', async (name) => {
    const people = [world.owner, world.admin];
    await world.refuses(
      people.map((person) => () => world.askAs(person, name)),
      unauthenticated,
    );
  });

  it.each(routesFor('signalling'))('%s: 401 whoever is signed in', async (name) => {
    const people = [world.owner, world.admin, world.interviewer];
    await world.refuses(
      people.map((person) => () => world.askAs(person, name)),
      unauthenticated,
    );
  });
});

describe('a thing that is not the caller’s', () => {
  const naming = everyRoute.filter(([, route]) => route.path.includes(':'));
  /** By access rule, who has a session of the right kind and nothing to do with the owner's interview. */
  const strangers: Partial<Record<RouteContract['access'], () => (typeof world.otherInterviewer)[]>> = {
    account: () => [world.stranger, world.admin],
    participant: () => [world.stranger, world.admin, world.otherInterviewer],
    interviewer: () => [world.otherInterviewer],
  };
  const owned = naming.filter(([, { access }]) => strangers[access]);

  it('is looked for in every route that names a thing, where things have owners', () => {
    const others = naming.filter((entry) => !owned.includes(entry)).map(([, { access }]) => access);
    expect(others.filter((access) => !['admin', 'signalling', 'provider'].includes(access))).toEqual([]);
  });

  it.each(owned)('%s: 404 for the wrong person', async (name, { access }) => {
    const people = strangers[access]?.() ?? [];
    await world.refuses(
      people.map((person) => () => world.askAs(person, name)),
      notFound,
    );
  });

  // The end of a reservation is taken note of and nothing else: it is the same for every id.
  it.each(naming.filter(([name]) => name !== 'deleteReservation'))(
    '%s: 404 for an id that nobody has',
    async (name) => {
      await world.refuses([() => world.ask(name, { params: world.paramsWith(randomUUID()) })], notFound);
    },
  );

  it.each(owned)('%s: says the same of what exists and of what does not', async (name, { access }) => {
    const [person] = strangers[access]?.() ?? [];
    if (!person) throw new Error('somebody has to ask');
    const sentence = async (params: Record<string, string>) => {
      const { body } = await world.askAs(person, name, { params });
      return (body as ErrorResponse).error.message;
    };
    expect(await sentence({})).toBe(await sentence(world.paramsWith(randomUUID())));
  });

  it.each(naming.filter(([, { access }]) => access !== 'provider' && access !== 'signalling'))(
    '%s: 400 for an id that is none',
    async (name) => {
      const ids = ["1' OR '1'='1", '%00', 'x'.repeat(90), '[object Object]'];
      await world.refuses(
        ids.map((id) => () => world.ask(name, { params: world.paramsWith(id) })),
        [400, 'invalid-request'],
        ids.map(() => 'params.'),
      );
    },
  );
});

describe('a request from another site', () => {
  const origins = [
    'https://evil.example',
    'null',
    '',
    'http://localhost:3000.evil.example',
    'https://localhost:3000',
  ];
  const changing = routesFor('public', 'account', 'admin', 'interviewer', 'participant').filter(
    ([, { method }]) => method !== 'GET',
  );

  it.each(changing)('%s: 403 although it carries the cookie', async (name) => {
    await world.refuses(
      origins.map((origin) => () => world.ask(name, { headers: { origin } })),
      [403, 'origin-refused'],
    );
  });
});

describe('a method that the contract does not have', () => {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
  const served = Map.groupBy(everyRoute, ([, { path }]) => path);

  it.each([...served])('of %s: 404', async (_, [first, ...others]) => {
    if (!first) throw new Error('every path has a route');
    const known = [first, ...others].flatMap(([, { method }]) =>
      method === 'GET' ? ['GET', 'HEAD'] : [method],
    );
    const before = await world.tables();
    for (const method of methods.filter((other) => !known.includes(other))) {
      const { status } = await world.admin.send(method, world.addressOf(first[0]));
      expect({ method, status }).toEqual({ method, status: 404 });
    }
    expect(await world.tables()).toEqual(before);
  });
});
