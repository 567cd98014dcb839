import { randomBytes, randomUUID } from 'node:crypto';
import { type InterviewStatus, routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview, type InterviewWish } from '../support/builders.ts';
import { askGate, roomOf, Signalling } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';
import { statementsOf } from '../support/statements.ts';

let application: TestApplication;
let candidate: AccountClient;

const TURN_URL = 'turns:turn.example.com:443?transport=tcp';

beforeAll(async () => {
  application = await startApplication({
    settings: { TURN_SECRET: randomBytes(32).toString('hex'), TURN_URLS: TURN_URL },
  });
  candidate = await application.candidate('Casey Candidate');
});
afterAll(() => application.stop());

const book = async (wish: Partial<InterviewWish> = {}) =>
  roomOf(await createInterview(application, { candidateId: candidate.accountId, ...wish }));

const verify = (token: string) =>
  jwt.verify(token, application.environment.JITSI_APP_SECRET, {
    algorithms: ['HS256'],
    audience: 'greenroom',
    issuer: 'greenroom',
    subject: 'meet.jitsi',
  });

describe('a grant', () => {
  it('lets the candidate in as a participant and the interviewer as the moderator, each for this room only', async () => {
    const room = await book();
    const interviewer = await interviewerOf(application, room);
    const params = { roomName: room.roomName };
    const forCandidate = await candidate.call(routes.createRoomGrant, { params });
    const forInterviewer = await interviewer.call(routes.createRoomGrant, { params });

    expect(forCandidate).toMatchObject({
      roomName: room.roomName,
      domain: 'meet.jitsi',
      mucDomain: 'muc.meet.jitsi',
      recorderDomain: null,
      focus: 'focus.meet.jitsi',
      serviceUrl: 'ws://localhost:3000/xmpp-websocket',
      libraryUrl: '/libs/lib-jitsi-meet.min.js',
      peerToPeer: true,
      role: 'participant',
      userId: `candidate-${room.id}`,
      displayName: 'Casey Candidate',
    });
    expect(verify(forCandidate.token)).toMatchObject({
      room: room.roomName,
      context: { user: { id: `candidate-${room.id}`, name: 'Casey Candidate', moderator: false } },
    });
    expect(forInterviewer).toMatchObject({ role: 'moderator', userId: `interviewer-${room.id}` });
    expect(verify(forInterviewer.token)).toMatchObject({
      room: room.roomName,
      context: { user: { id: `interviewer-${room.id}`, name: 'Ida Interviewer', moderator: true } },
    });
  });

  it('asks for no shard where Jitsi has but one', async () => {
    const room = await book();
    const params = { roomName: room.roomName };
    const statements = await statementsOf(() => candidate.call(routes.createRoomGrant, { params }));
    expect(statements.filter(({ text }) => text.includes('room_shard'))).toHaveLength(1);
    expect(await application.database.client.roomShard.count()).toBe(0);
  });

  it('lasts minutes, and never longer than the room', async () => {
    const room = await book();
    const { expiresAt } = await candidate.call(routes.createRoomGrant, {
      params: { roomName: room.roomName },
    });
    const seconds = (Date.parse(expiresAt) - application.clock.now().getTime()) / 1000;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(300);

    const closing = await book({ startsInMinutes: -59 });
    const last = await candidate.call(routes.createRoomGrant, { params: { roomName: closing.roomName } });
    expect(Date.parse(last.expiresAt)).toBeLessThanOrEqual(closing.endsAt.getTime() + 15 * 60_000);
  });

  it('brings credentials for the TURN server, which end when the room closes', async () => {
    const room = await book();
    const params = { roomName: room.roomName };
    const { iceServers } = await candidate.call(routes.createRoomGrant, { params });
    const { closesAt } = await candidate.call(routes.getRoom, { params });
    const end = Math.floor(Date.parse(closesAt) / 1000);
    expect(iceServers).toEqual([
      { urls: TURN_URL, username: `${end}:candidate-${room.id}`, credential: expect.any(String) },
    ]);
  });

  it('keeps the id of a person, so that a second tab replaces the first', async () => {
    const params = { roomName: (await book()).roomName };
    const grants = await Promise.all([1, 2].map(() => candidate.call(routes.createRoomGrant, { params })));
    expect(new Set(grants.map(({ userId }) => userId)).size).toBe(1);
  });

  it('goes to the side that is asked for, where a browser holds both', async () => {
    const both = await application.candidate();
    const room = roomOf(await createInterview(application, { candidateId: both.accountId }));
    await interviewerOf(application, room, both);
    const params = { roomName: room.roomName };
    const roleOf = async (query: { as?: 'candidate' | 'interviewer' }) =>
      (await both.call(routes.createRoomGrant, { params, query })).role;
    expect(await roleOf({})).toBe('participant');
    expect(await roleOf({ as: 'candidate' })).toBe('participant');
    expect(await roleOf({ as: 'interviewer' })).toBe('moderator');
  });

  it('is refused before the room opens, with the time of its opening', async () => {
    const room = await book({ startsInMinutes: 120 });
    const refusal = await candidate.refused(routes.createRoomGrant, { params: { roomName: room.roomName } });
    const { opensAt } = await candidate.call(routes.getRoom, { params: { roomName: room.roomName } });
    expect(refusal).toMatchObject({ status: 403, code: 'room-not-open', opensAt });
  });

  it.each(['completed', 'cancelled', 'no-show'] as const)(
    'is refused once the interview is %s',
    async (status) => {
      const room = await book({ status, changes: { roomName: `room-${randomUUID()}` } });
      const refusal = await candidate.refused(routes.createRoomGrant, {
        params: { roomName: room.roomName },
      });
      expect(refusal).toMatchObject({ status: 410, code: 'interview-over' });
    },
  );

  it('is refused once the room is closed', async () => {
    const room = await book({ startsInMinutes: -61 });
    const refusal = await candidate.refused(routes.createRoomGrant, { params: { roomName: room.roomName } });
    expect(refusal).toMatchObject({ status: 410, code: 'interview-over' });
  });

  it.each(['held', 'expired'] as const)('knows no room of an interview that is %s', async (status) => {
    const room = await book({ status, changes: { roomName: `room-${randomUUID()}` } });
    for (const route of [routes.createRoomGrant, routes.getRoom, routes.endRoom]) {
      const refusal = await candidate.refused(route, { params: { roomName: room.roomName } });
      expect(refusal).toMatchObject({ status: 404, code: 'not-found' });
    }
  });
});

describe('the view of a room', () => {
  it('shows each side its own half', async () => {
    const room = await book({ startsInMinutes: 30 });
    const interviewer = await interviewerOf(application, room);
    const params = { roomName: room.roomName };
    const forCandidate = await candidate.call(routes.getRoom, { params });
    expect(forCandidate).toMatchObject({
      interviewId: room.id,
      role: 'candidate',
      status: 'scheduled',
      selfName: 'Casey Candidate',
      otherName: 'Ida Interviewer',
      plannedSeconds: 45 * 60,
      otherTold: 'not-yet',
      otherToldAt: null,
      otherPresent: false,
    });
    expect(Date.parse(forCandidate.opensAt)).toBe(Date.parse(forCandidate.scheduledAt) - 15 * 60_000);
    expect(Date.parse(forCandidate.closesAt)).toBe(Date.parse(forCandidate.endsAt) + 15 * 60_000);
    expect(await interviewer.call(routes.getRoom, { params })).toMatchObject({
      role: 'interviewer',
      selfName: 'Ida Interviewer',
      otherName: 'Casey Candidate',
    });
  });

  it('says whether the other side has been told', async () => {
    const room = await book();
    const params = { roomName: room.roomName };
    const tell = (
      status: string,
      changes: { recipientRole?: string; template?: string; sentAt?: Date } = {},
    ) =>
      application.database.client.message.create({
        data: {
          interviewId: room.id,
          dedupeKey: randomUUID(),
          template: 'invitation',
          recipientRole: 'interviewer',
          recipient: 'ida@example.com',
          scheduleVersion: 0,
          status,
          ...changes,
        },
      });
    const told = async () => (await candidate.call(routes.getRoom, { params })).otherTold;

    await tell('sent', {
      recipientRole: 'candidate',
      template: 'confirmation',
      sentAt: application.clock.now(),
    });
    await tell('sent', { template: 'feedback-request', sentAt: application.clock.now() });
    expect(await told()).toBe('not-yet');
    await tell('parked');
    expect(await told()).toBe('failed');
    await tell('queued');
    expect(await told()).toBe('sending');
    const sentAt = application.clock.now();
    await tell('sent', { sentAt });
    await tell('skipped');
    expect(await candidate.call(routes.getRoom, { params })).toMatchObject({
      otherTold: 'told',
      otherToldAt: sentAt.toISOString(),
    });
  });

  it('says whether the other side is there', async () => {
    const room = await book();
    const interviewer = await interviewerOf(application, room);
    const signalling = new Signalling(application, room);
    const params = { roomName: room.roomName };
    await signalling.report(signalling.created(), signalling.joined('candidate', { second: 1 }));
    expect(await interviewer.call(routes.getRoom, { params })).toMatchObject({ otherPresent: true });
    expect(await candidate.call(routes.getRoom, { params })).toMatchObject({ otherPresent: false });
    await signalling.report(signalling.left('candidate', { second: 2 }));
    expect(await interviewer.call(routes.getRoom, { params })).toMatchObject({ otherPresent: false });
  });
});

describe('the reservation gate', () => {
  const end = ({ start_time, duration }: { start_time: string; duration: number }) =>
    Date.parse(start_time) + duration * 1000;

  it.each(['scheduled', 'in-progress'] as const)(
    'opens for an interview that is %s, until its room closes',
    async (status) => {
      const room = await book({ status });
      const { status: code, body } = await askGate(application, 'POST', room.roomName);
      expect(code).toBe(200);
      expect(body).toMatchObject({
        id: room.id,
        name: room.roomName,
        max_occupants: 4,
        mail_owner: expect.any(String),
      });
      const late =
        end(body as { start_time: string; duration: number }) - (room.endsAt.getTime() + 15 * 60_000);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(1000);

      const again = await askGate(application, 'GET', room.id);
      expect(again).toMatchObject({ status: 200, body: { id: room.id, name: room.roomName } });
      expect(await askGate(application, 'DELETE', room.id)).toEqual({ status: 204, body: null });
    },
  );

  it('takes JSON as well', async () => {
    const room = await book();
    const { status } = await application
      .visitor()
      .send(
        'POST',
        routes.createReservation.path,
        { name: room.roomName },
        { authorization: `Bearer ${application.environment.CONFERENCE_SECRET}` },
      );
    expect(status).toBe(200);
  });

  const refused: [string, Partial<InterviewWish>, string][] = [
    ['an unpaid interview', { status: 'held' }, 'There is no such interview.'],
    ['a lapsed hold', { status: 'expired' }, 'There is no such interview.'],
    ['an early room', { startsInMinutes: 16 }, 'The room is not open yet.'],
    ['a closed room', { startsInMinutes: -60 }, 'The interview is over.'],
    ...(['completed', 'cancelled', 'no-show'] satisfies InterviewStatus[]).map(
      (status): [string, Partial<InterviewWish>, string] => [
        `an interview that is ${status}`,
        { status },
        'The interview is over.',
      ],
    ),
  ];
  it.each(refused)('stays shut for %s', async (_, wish, message) => {
    const room = await book({ ...wish, changes: { roomName: `room-${randomUUID()}` } });
    expect(await askGate(application, 'POST', room.roomName)).toMatchObject({
      status: 403,
      // Where Jitsi's module looks, and where everybody else does.
      body: { message, error: { code: 'reservation-refused', message, correlationId: expect.any(String) } },
    });
    expect(await askGate(application, 'GET', room.id)).toMatchObject({
      status: 404,
      body: { message: expect.any(String), error: { code: 'not-found' } },
    });
  });

  it.each(['some-room-nobody-booked', 'x', '../../etc/passwd', 'room\u0000name-0123456789'])(
    'stays shut for the room %j',
    async (name) => {
      expect(await askGate(application, 'POST', name)).toMatchObject({
        status: 403,
        body: { message: 'There is no such interview.' },
      });
    },
  );

  it('knows no reservation by another name', async () => {
    for (const id of [randomUUID(), 'not-an-id']) {
      expect(await askGate(application, 'GET', id)).toMatchObject({ status: 404 });
      expect(await askGate(application, 'DELETE', id)).toMatchObject({ status: 204 });
    }
  });
});

describe('picture and sound of the other side', () => {
  const sightings = (interviewId: string) =>
    application.database.client.mediaSighting.findMany({ where: { interviewId }, orderBy: { role: 'asc' } });

  it('are noted for each side at their first arrival, however often a page tells of it', async () => {
    const room = await book();
    const params = { roomName: room.roomName };
    await candidate.call(routes.reportMedia, { params });
    const first = await sightings(room.id);
    expect(first.map(({ role }) => role)).toEqual(['candidate']);
    application.clock.advance(60);
    await candidate.call(routes.reportMedia, { params });
    const interviewer = await interviewerOf(application, room);
    await interviewer.call(routes.reportMedia, { params });
    const [ours, theirs] = await sightings(room.id);
    expect(ours).toEqual(first[0]);
    expect(theirs).toMatchObject({ role: 'interviewer' });
  });

  it('are those of the side that the browser speaks for, where it holds both', async () => {
    const room = await book();
    const both = await interviewerOf(application, room, candidate);
    await both.call(routes.reportMedia, {
      params: { roomName: room.roomName },
      query: { as: 'interviewer' },
    });
    expect((await sightings(room.id)).map(({ role }) => role)).toEqual(['interviewer']);
  });

  it.each([
    ['before the room opens', { startsInMinutes: 30 }, 'room-not-open'],
    ['after it has closed', { startsInMinutes: -61 }, 'interview-over'],
    ['once the interview is over', { status: 'completed' }, 'interview-over'],
  ] as const)('are not noted %s', async (_, wish, code) => {
    const room = await book(wish);
    const refusal = await candidate.refused(routes.reportMedia, { params: { roomName: room.roomName } });
    expect(refusal.code).toBe(code);
    expect(await sightings(room.id)).toEqual([]);
  });

  it('are not told without end', async () => {
    const room = await book();
    const request = { params: { roomName: room.roomName } };
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => candidate.try(routes.reportMedia, request)),
    );
    expect(answers.map(({ status }) => status)).toContain(429);
    expect(await sightings(room.id)).toHaveLength(1);
  });
});
