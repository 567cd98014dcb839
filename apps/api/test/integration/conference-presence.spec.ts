import { randomUUID } from 'node:crypto';
import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { roomOf, type RoomOf, Signalling } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';

let application: TestApplication;
let candidate: AccountClient;
let room: RoomOf;
let signalling: Signalling;

beforeAll(async () => {
  application = await startApplication();
  candidate = await application.candidate();
});
afterAll(() => application.stop());
beforeEach(async () => {
  room = roomOf(
    await createInterview(application, { candidateId: candidate.accountId, startsInMinutes: -30 }),
  );
  signalling = new Signalling(application, room);
});

const interview = (id = room.id) =>
  application.database.client.interview.findUniqueOrThrow({ where: { id } });
const ledger = (id = room.id) =>
  application.database.client.occupancy.findMany({
    where: { interviewId: id },
    select: { occupantId: true, role: true, joinedAt: true, leftAt: true },
    orderBy: [{ joinedAt: 'asc' }, { occupantId: 'asc' }],
  });
const moves = () =>
  application.database.client.interviewTransition.findMany({
    where: { interviewId: room.id },
    select: { fromStatus: true, toStatus: true, actor: true },
    orderBy: { id: 'asc' },
  });
const eventsOut = () =>
  application.database.client.outboxEvent.findMany({
    where: { interviewId: room.id },
    select: { type: true, payload: true },
    orderBy: { id: 'asc' },
  });
const end = (client = candidate) => client.call(routes.endRoom, { params: { roomName: room.roomName } });

/** Both arrive; the second of them 60 seconds after the first. */
const meeting = () => [
  signalling.created({ second: -1200 }),
  signalling.joined('interviewer', { second: -1200 }),
  signalling.joined('candidate', { second: -1140 }),
];

describe('an interview', () => {
  it('is in progress from the moment at which both are present, and not before', async () => {
    const [created, interviewer, other] = meeting();
    if (!created || !interviewer || !other) throw new Error('a meeting has three events');
    expect((await signalling.report(created, interviewer)).body).toEqual({ accepted: 2 });
    expect(await interview()).toMatchObject({ status: 'scheduled', startedAt: null });
    await signalling.report(other);
    expect(await interview()).toMatchObject({ status: 'in-progress', startedAt: signalling.at(-1140) });
    expect(await moves()).toEqual([{ fromStatus: 'scheduled', toStatus: 'in-progress', actor: 'presence' }]);
    expect(await eventsOut()).toEqual([
      { type: 'person.joined', payload: { role: 'interviewer', at: signalling.at(-1200).toISOString() } },
      { type: 'person.joined', payload: { role: 'candidate', at: signalling.at(-1140).toISOString() } },
      { type: 'interview.started', payload: {} },
    ]);
  });

  it('does not begin with two connections of one person', async () => {
    await signalling.report(
      signalling.joined('candidate', { occupantId: 'a' }),
      signalling.joined('candidate', { occupantId: 'b', second: 1 }),
    );
    expect(await interview()).toMatchObject({ status: 'scheduled' });
  });

  it("does not begin with a stranger, nor with one of Jitsi's own helpers", async () => {
    const joined = signalling.joined('interviewer', { second: 1 });
    await signalling.report(signalling.joined('candidate'), {
      ...joined,
      occupant: { id: 'focus', userId: 'focus', role: 'moderator' },
    });
    expect(await interview()).toMatchObject({ status: 'scheduled' });
    expect(await ledger()).toHaveLength(1);
  });
});

describe('the ledger', () => {
  it('is not changed by a report that comes again, nor by many at once', async () => {
    const events = meeting();
    await Promise.all([1, 2, 3].map(() => signalling.report(...events)));
    const before = { interview: await interview(), ledger: await ledger(), moves: await moves() };
    expect(before.ledger).toHaveLength(2);
    expect(before.moves).toHaveLength(1);
    expect(await signalling.report(...events)).toMatchObject({ status: 200, body: { accepted: 0 } });
    expect({ interview: await interview(), ledger: await ledger(), moves: await moves() }).toEqual(before);
  });

  it('comes out the same from events in the wrong order', async () => {
    const events = [
      ...meeting(),
      signalling.left('candidate', { second: -600 }),
      signalling.joined('candidate', { second: -598, occupantId: 'reloaded' }),
    ];
    for (const event of events.reverse()) await signalling.report(event);
    expect(await ledger()).toEqual([
      { occupantId: 'interviewer', role: 'interviewer', joinedAt: signalling.at(-1200), leftAt: null },
      {
        occupantId: 'candidate',
        role: 'candidate',
        joinedAt: signalling.at(-1140),
        leftAt: signalling.at(-600),
      },
      { occupantId: 'reloaded', role: 'candidate', joinedAt: signalling.at(-598), leftAt: null },
    ]);
    // The first report of both together was of a later moment.
    expect(await interview()).toMatchObject({ status: 'in-progress', startedAt: signalling.at(-1140) });
    expect(await moves()).toHaveLength(1);
  });

  it('has nobody present any more who was there before the signalling server began anew', async () => {
    await signalling.report(...meeting());
    expect((await signalling.started(-300)).status).toBe(200);
    await signalling.report(signalling.joined('candidate', { second: -299, occupantId: 'back' }));
    const after = await ledger();
    expect(after.map(({ occupantId, leftAt }) => [occupantId, leftAt])).toEqual([
      ['interviewer', signalling.at(-300)],
      ['candidate', signalling.at(-300)],
      ['back', null],
    ]);
    // Said again, and late: whoever came since stays.
    expect(await signalling.started(-300)).toMatchObject({ status: 200, body: { closed: 0 } });
    expect(await ledger()).toEqual(after);
  });

  it('takes reports of several rooms at once, in whatever order they name them', async () => {
    const other = roomOf(await createInterview(application, { candidateId: candidate.accountId }));
    const elsewhere = new Signalling(application, other);
    const here = signalling.joined('candidate');
    const there = elsewhere.joined('candidate');
    const answers = await Promise.all([
      signalling.report(here, there),
      signalling.report(there, here),
      signalling.report(signalling.joined('interviewer'), elsewhere.joined('interviewer')),
      signalling.report(
        elsewhere.left('interviewer', { second: 5 }),
        signalling.left('interviewer', { second: 5 }),
      ),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await ledger()).toHaveLength(2);
    expect(await ledger(other.id)).toHaveLength(2);
  });

  it('ends every stay with the room, and takes none from one that begins anew', async () => {
    await signalling.report(...meeting(), signalling.destroyed({ second: -300 }));
    expect((await ledger()).map(({ leftAt }) => leftAt)).toEqual([signalling.at(-300), signalling.at(-300)]);
    await signalling.report(
      signalling.created({ second: -200, sequence: 1 }),
      signalling.joined('candidate', { second: -199, sequence: 2 }),
    );
    expect((await ledger()).at(-1)).toMatchObject({ joinedAt: signalling.at(-199), leftAt: null });
  });

  it('leaves rooms alone that belong to no interview', async () => {
    const nowhere = new Signalling(application, { ...room, roomName: `room-${randomUUID()}` });
    const odd = new Signalling(application, { ...room, roomName: 'Röom\u0000' });
    const answer = await signalling.report(
      nowhere.joined('candidate'),
      odd.created(),
      signalling.joined('candidate'),
    );
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect(
      await application.database.client.presenceEvent.count({ where: { roomName: { not: room.roomName } } }),
    ).toBe(
      await application.database.client.presenceEvent.count({
        where: { roomName: { in: (await rooms()).filter((name) => name !== room.roomName) } },
      }),
    );
  });

  const rooms = async () =>
    (await application.database.client.interview.findMany({ select: { roomName: true } })).flatMap(
      ({ roomName }) => roomName ?? [],
    );
});

describe('the duration', () => {
  it('is the time of both together; a reload does not double it, nor does waiting count', async () => {
    await signalling.report(
      ...meeting(),
      signalling.joined('candidate', { second: -602, occupantId: 'reloaded' }),
      signalling.left('candidate', { second: -600 }),
      signalling.left('candidate', { second: -140, occupantId: 'reloaded' }),
    );
    await end();
    expect(await interview()).toMatchObject({ status: 'completed', durationSeconds: 1000 });
  });

  it('counts to the end for who is still there', async () => {
    await signalling.report(...meeting());
    await end();
    const { durationSeconds, completedAt, startedAt } = await interview();
    const whole = Math.floor(((completedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0)) / 1000);
    expect(durationSeconds).toBe(whole);
    expect(whole).toBeGreaterThanOrEqual(1140);
  });

  it('is put right by a leaving that is told after the end', async () => {
    await signalling.report(...meeting());
    await end();
    await signalling.report(signalling.left('interviewer', { second: -1040 }));
    expect(await interview()).toMatchObject({ status: 'completed', durationSeconds: 100 });
    await signalling.report(
      signalling.left('candidate', { second: 60 }),
      signalling.destroyed({ second: 61 }),
    );
    expect(await interview()).toMatchObject({ status: 'completed', durationSeconds: 100 });
    expect(await moves()).toHaveLength(2);
  });
});

describe('ending by hand', () => {
  it('completes once when both end at once, and answers both', async () => {
    const interviewer = await interviewerOf(application, room);
    await signalling.report(...meeting());
    const params = { roomName: room.roomName };
    const answers = await Promise.all([end(), interviewer.call(routes.endRoom, { params }), end()]);
    expect(answers.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
    expect((await moves()).map(({ toStatus }) => toStatus)).toEqual(['in-progress', 'completed']);
    const moved = (await eventsOut()).map(({ type }) => type).filter((type) => type.startsWith('interview.'));
    expect(moved).toEqual(['interview.started', 'interview.completed']);
  });

  it.each(['candidate', 'interviewer'] as const)('is noted as done by the %s', async (side) => {
    const client = side === 'candidate' ? candidate : await interviewerOf(application, room);
    await signalling.report(...meeting());
    await client.call(routes.endRoom, { params: { roomName: room.roomName } });
    expect((await moves()).at(-1)).toEqual({ fromStatus: 'in-progress', toStatus: 'completed', actor: side });
    const refusal = await candidate.refused(routes.createRoomGrant, { params: { roomName: room.roomName } });
    expect(refusal).toMatchObject({ status: 410, code: 'interview-over' });
  });

  it('is refused while the two have not met', async () => {
    await signalling.report(signalling.joined('candidate'));
    const refusal = await candidate.refused(routes.endRoom, { params: { roomName: room.roomName } });
    expect(refusal).toMatchObject({
      status: 409,
      code: 'state-conflict',
      message: expect.stringContaining('not met'),
    });
    expect(await interview()).toMatchObject({ status: 'scheduled' });
  });

  it('is refused for an interview that fell through', async () => {
    await application.database.client.interview.update({
      where: { id: room.id },
      data: { status: 'no-show' },
    });
    const refusal = await candidate.refused(routes.endRoom, { params: { roomName: room.roomName } });
    expect(refusal).toMatchObject({ status: 409, code: 'state-conflict' });
    await signalling.report(...meeting());
    expect(await interview()).toMatchObject({ status: 'no-show', startedAt: null });
  });
});
