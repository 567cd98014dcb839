import { randomUUID } from 'node:crypto';
import { type RouteContract, routes } from '@greenroom/contracts';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signBody } from '../../src/conference/signature.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { askGate, roomOf, type RoomOf, Signalling } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';

let application: TestApplication;
let candidate: AccountClient;
let room: RoomOf;

beforeAll(async () => {
  application = await startApplication();
  candidate = await application.candidate();
});
afterAll(() => application.stop());
beforeEach(async () => {
  room = roomOf(
    await createInterview(application, { candidateId: candidate.accountId, status: 'in-progress' }),
  );
});

const state = async () => ({
  interview: await application.database.client.interview.findUniqueOrThrow({ where: { id: room.id } }),
  events: await application.database.client.presenceEvent.count(),
});

const roomRoutes = [
  routes.getRoom,
  routes.createRoomGrant,
  routes.reportMedia,
  routes.endRoom,
] as const satisfies readonly RouteContract[];

describe.each(roomRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_, route) => {
    it('answers 404 to everybody but the two people of the interview, and changes nothing', async () => {
      const foreign = await application.candidate();
      const theirs = roomOf(await createInterview(application, { candidateId: foreign.accountId }));
      const before = await state();
      for (const person of [foreign, await application.admin(), await interviewerOf(application, theirs)]) {
        for (const as of [undefined, 'candidate', 'interviewer'] as const) {
          const query = as ? { as } : {};
          const refusal = await person.refused(route, { params: { roomName: room.roomName }, query });
          expect(refusal).toMatchObject({ status: 404, code: 'not-found' });
        }
      }
      expect(await state()).toEqual(before);
    });

    it('answers 404 to a person who claims the other side', async () => {
      const params = { roomName: room.roomName };
      const interviewer = await interviewerOf(application, room);
      expect(await candidate.refused(route, { params, query: { as: 'interviewer' } })).toMatchObject({
        status: 404,
      });
      expect(await interviewer.refused(route, { params, query: { as: 'candidate' } })).toMatchObject({
        status: 404,
      });
    });

    it('answers a foreign room and one that does not exist alike', async () => {
      const foreign = await application.candidate();
      const [existing, missing] = await Promise.all(
        [room.roomName, `room-${randomUUID()}`].map((roomName) =>
          foreign.refused(route, { params: { roomName } }),
        ),
      );
      expect({ ...existing, correlationId: '' }).toEqual({ ...missing, correlationId: '' });
    });

    it('answers 401 to nobody', async () => {
      const refusal = await application.visitor().refused(route, { params: { roomName: room.roomName } });
      expect(refusal).toMatchObject({ status: 401, code: 'unauthenticated' });
    });

    it('refuses a room that cannot be one', async () => {
      const refusal = await candidate.refused(route, { params: { roomName: "x' OR '1'='1" } });
      expect(refusal).toMatchObject({ status: 400, code: 'invalid-request' });
    });
  },
);

it('does not tell a candidate who their account is', async () => {
  const grant = await candidate.call(routes.createRoomGrant, { params: { roomName: room.roomName } });
  expect(Buffer.from(grant.token.split('.')[1] ?? '', 'base64url').toString()).not.toContain(
    candidate.accountId,
  );
  expect(JSON.stringify(grant)).not.toContain(candidate.email);
});

describe('the signalling routes', () => {
  it('are shut for people, whoever they are', async () => {
    for (const person of [candidate, await application.admin(), application.visitor()]) {
      expect(await person.refused(routes.createReservation, { body: { name: room.roomName } })).toMatchObject(
        { status: 401, code: 'unauthenticated' },
      );
    }
  });

  it('tell the reason where the asking module looks for it', async () => {
    for (const method of ['POST', 'GET', 'DELETE'] as const) {
      expect(await askGate(application, method, room.id, { secret: 'wrong' })).toMatchObject({
        status: 401,
        body: { message: expect.any(String), error: { code: 'unauthenticated' } },
      });
    }
  });
});

/** Who a room token says that its bearer is. */
function userOf(token: string): Record<string, unknown> {
  const claims = jwt.decode(token) as { context: { user: Record<string, unknown> } };
  return claims.context.user;
}

it('a grant carries the name that somebody chose for the room, and stays theirs in everything else', async () => {
  const params = { roomName: room.roomName };
  const usual = await candidate.call(routes.createRoomGrant, { params });
  const chosen = await candidate.call(routes.createRoomGrant, { params, body: { displayName: ' Cas <b> ' } });
  expect(chosen).toMatchObject({ displayName: 'Cas <b>', userId: usual.userId, role: usual.role });
  expect(userOf(chosen.token)).toEqual({ ...userOf(usual.token), name: 'Cas <b>' });
  for (const displayName of ['', '   ', 'x'.repeat(81), 'two\nlines']) {
    const refusal = await candidate.refused(routes.createRoomGrant, { params, body: { displayName } });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid-request' });
  }
});

describe('a presence report', () => {
  const send = (body: string, signature: string | undefined) =>
    application.visitor().send('POST', routes.reportPresence.path, body, {
      ...(signature !== undefined && { 'x-greenroom-signature': signature }),
    });
  const bodyOf = () => JSON.stringify({ events: [new Signalling(application, room).joined('candidate')] });
  const now = (seconds = 0) => new Date(application.clock.now().getTime() + seconds * 1000);
  const secret = () => application.environment.CONFERENCE_SECRET;

  const forgeries: [string, (body: string) => string | undefined][] = [
    ['without a signature', () => undefined],
    ['signed with another secret', (body) => signBody(body, 'x'.repeat(64), now())],
    ['signed over another body', (body) => signBody(`${body} `, secret(), now())],
    ['signed ten minutes ago', (body) => signBody(body, secret(), now(-600))],
    ['signed in ten minutes', (body) => signBody(body, secret(), now(600))],
    ['signed by garbage', () => 't=,v1='],
  ];
  it.each(forgeries)('%s is refused and changes nothing', async (_, sign) => {
    const before = await state();
    const body = bodyOf();
    expect(await send(body, sign(body))).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthenticated' } },
    });
    expect(await state()).toEqual(before);
  });

  it('is not let in by the secret alone', async () => {
    const { status } = await application
      .visitor()
      .send('POST', routes.reportPresence.path, bodyOf(), { authorization: `Bearer ${secret()}` });
    expect(status).toBe(401);
  });

  it('that is malformed is refused as a whole', async () => {
    const before = await state();
    const good = new Signalling(application, room).joined('candidate');
    for (const events of [
      [],
      [good, { ...good, id: 'x' }],
      [{ ...good, type: 'exploded' }],
      [{ ...good, occurredAt: 'now' }],
    ]) {
      const body = JSON.stringify({ events });
      expect(await send(body, signBody(body, secret(), now()))).toMatchObject({ status: 400 });
    }
    expect(await state()).toEqual(before);
  });
});
