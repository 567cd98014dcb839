import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { InterviewEnd } from '../../src/conference/interview-end.ts';
import { RoomClosing } from '../../src/conference/room-closing.ts';
import { isSignatureValid } from '../../src/conference/signature.ts';
import type { DueWork } from '../../src/platform/due-work/due-work.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { roomOf, type RoomOf, Signalling } from '../support/conference.ts';
import { waitFor } from '../support/wait-for.ts';

/** A signalling server that has no such room. */
const NOBODY = { status: 404, body: '' };

/** The commands that the signalling server got, and how it answers them; and what it says to the question who is in a room. */
const control = { ended: [] as string[], status: 204, present: NOBODY };
let controlServer: Server;
let application: TestApplication;
let candidate: AccountClient;
let room: RoomOf;
let signalling: Signalling;

beforeAll(async () => {
  controlServer = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { CONFERENCE_SECRET } = application.environment;
      const header = request.headers['x-greenroom-signature'];
      const signed = isSignatureValid(header, body, CONFERENCE_SECRET, application.clock.now());
      const command = `${request.method} ${request.url}`;
      const isQuestion = command.endsWith('/occupants');
      if (signed && !isQuestion) control.ended.push(command);
      const answer = isQuestion ? control.present : { status: control.status, body: '' };
      response.writeHead(signed ? answer.status : 401).end(signed ? answer.body : '');
    });
  });
  await new Promise<void>((resolve) => controlServer.listen(0, '127.0.0.1', resolve));
  const { port } = controlServer.address() as AddressInfo;
  application = await startApplication({ settings: { CONFERENCE_CONTROL_URL: `http://127.0.0.1:${port}` } });
  candidate = await application.candidate();
});
afterAll(async () => {
  await application.stop();
  controlServer.close();
});
beforeEach(async () => {
  control.ended = [];
  control.status = 204;
  control.present = NOBODY;
  const row = await createInterview(application, { candidateId: candidate.accountId });
  room = roomOf(row);
  signalling = new Signalling(application, room, row.scheduledAt);
});

const minutes = (count: number) => ({ second: count * 60 });
const interview = () => application.database.client.interview.findUniqueOrThrow({ where: { id: room.id } });
const lastEvent = () =>
  application.database.client.outboxEvent.findFirst({
    where: { interviewId: room.id },
    select: { type: true, payload: true },
    orderBy: { id: 'desc' },
  });
const meet = () =>
  signalling.report(
    signalling.created(),
    signalling.joined('interviewer'),
    signalling.joined('candidate', { second: 60 }),
  );
const moveTo = (minute: number, seconds = 0) =>
  application.clock.moveTo(new Date(signalling.at(minute * 60 + seconds)));

/** What a worker does for our interview: looks whether it is due, and does the work. Returns whether it was. */
async function sweep(kind: typeof InterviewEnd | typeof RoomClosing): Promise<boolean> {
  const work: DueWork = application.get(kind);
  const rows = await work.due(application.clock.now(), 1000);
  if (!rows.some(({ id }) => id === room.id)) return false;
  await work.run(room.id);
  return true;
}

describe('an interview that nobody ends by hand', () => {
  it('is completed at the last leaving, once the planned end has passed and the room is quiet', async () => {
    await meet();
    await signalling.report(
      signalling.left('candidate', minutes(40)),
      signalling.left('interviewer', minutes(41)),
    );
    moveTo(44);
    expect(await sweep(InterviewEnd)).toBe(false);
    moveTo(46);
    expect(await sweep(InterviewEnd)).toBe(true);
    expect(await interview()).toMatchObject({
      status: 'completed',
      completedAt: signalling.at(41 * 60),
      durationSeconds: 39 * 60,
    });
    expect(await lastEvent()).toEqual({ type: 'interview.completed', payload: { durationSeconds: 39 * 60 } });
    expect(await sweep(InterviewEnd)).toBe(false);
  });

  it('does not end by a reload after the planned end', async () => {
    await meet();
    await signalling.report(
      signalling.left('candidate', minutes(46)),
      signalling.left('interviewer', minutes(46)),
    );
    moveTo(46, 30);
    expect(await sweep(InterviewEnd)).toBe(false);
    await signalling.report(signalling.joined('candidate', { second: 46 * 60 + 40, occupantId: 'reloaded' }));
    moveTo(50);
    expect(await sweep(InterviewEnd)).toBe(false);
    expect(await interview()).toMatchObject({ status: 'in-progress' });
  });

  it('is completed when its room closes, and whoever is still there is sent home', async () => {
    await meet();
    moveTo(59);
    expect(await sweep(InterviewEnd)).toBe(false);
    moveTo(60, 1);
    expect(await sweep(InterviewEnd)).toBe(true);
    expect(await interview()).toMatchObject({
      status: 'completed',
      completedAt: signalling.at(3600),
      durationSeconds: 3540,
    });
    expect(await sweep(RoomClosing)).toBe(true);
    expect(control.ended).toEqual([`POST /rooms/${room.roomName}/end`]);
  });

  const absences: ['candidate' | 'interviewer' | 'both', ('candidate' | 'interviewer')[]][] = [
    ['both', []],
    ['candidate', ['interviewer']],
    ['interviewer', ['candidate']],
  ];
  it.each(absences)(
    'is a no-show of %s, once the grace is over for late reports, too',
    async (absent, came) => {
      for (const side of came)
        await signalling.report(signalling.joined(side), signalling.left(side, minutes(10)));
      moveTo(15, 20);
      expect(await sweep(InterviewEnd)).toBe(false);
      moveTo(15, 31);
      expect(await sweep(InterviewEnd)).toBe(true);
      expect(await interview()).toMatchObject({
        status: 'no-show',
        absent,
        completedAt: null,
        durationSeconds: null,
      });
      expect(await lastEvent()).toEqual({ type: 'interview.no-show', payload: { absent } });
    },
  );

  it('is no no-show when the reports of the meeting come late', async () => {
    moveTo(15, 20);
    await sweep(InterviewEnd);
    await meet();
    moveTo(16);
    expect(await sweep(InterviewEnd)).toBe(false);
    expect(await interview()).toMatchObject({ status: 'in-progress' });
  });

  it('waits until its room is closed for two who came one after the other', async () => {
    await signalling.report(
      signalling.joined('candidate'),
      signalling.left('candidate', minutes(9)),
      signalling.joined('interviewer', minutes(10)),
    );
    moveTo(60, 30);
    await signalling.report(signalling.left('interviewer', minutes(60)), signalling.destroyed(minutes(60)));
    expect(await sweep(InterviewEnd)).toBe(false);
    moveTo(61, 1);
    expect(await sweep(InterviewEnd)).toBe(true);
    expect(await interview()).toMatchObject({ status: 'no-show', absent: 'both' });
    expect(await lastEvent()).toEqual({ type: 'interview.no-show', payload: { absent: 'both' } });
  });

  it.each([
    ['says that it cannot', { status: 503, body: '' }],
    ['answers with something else', { status: 200, body: '{"occupants":"nobody"}' }],
    ['answers with nothing', { status: 204, body: '' }],
  ])('is given up only after the signalling server was asked: not when it %s', async (_, present) => {
    control.present = present;
    moveTo(15, 31);
    expect(await sweep(InterviewEnd)).toBe(true);
    expect(await interview()).toMatchObject({ status: 'scheduled', outcome: null });
    control.present = NOBODY;
    moveTo(17);
    expect(await sweep(InterviewEnd)).toBe(true);
    expect(await interview()).toMatchObject({ status: 'no-show', outcome: 'no-show-both' });
  });

  it('ends once although several workers look at it', async () => {
    await meet();
    moveTo(61);
    const work = application.get(InterviewEnd);
    await Promise.all([1, 2, 3, 4].map(() => work.run(room.id)));
    const moves = await application.database.client.interviewTransition.count({
      where: { interviewId: room.id },
    });
    expect(moves).toBe(2);
  });
});

describe('the room of an interview that is over', () => {
  beforeEach(() => moveTo(5));

  const end = () => candidate.call(routes.endRoom, { params: { roomName: room.roomName } });

  it('is closed although the API died right after the end: the ledger alone says so', async () => {
    await meet();
    await application.database.client.interview.update({
      where: { id: room.id },
      data: { status: 'cancelled' },
    });
    expect(await sweep(RoomClosing)).toBe(true);
    expect(control.ended).toEqual([`POST /rooms/${room.roomName}/end`]);
    await signalling.report(signalling.destroyed({ second: 100 }));
    expect(await sweep(RoomClosing)).toBe(false);
  });

  it('is closed again for somebody who comes in late with a token from before', async () => {
    await meet();
    await end();
    await signalling.report(signalling.destroyed({ second: 100 }));
    await signalling.report(
      signalling.created({ second: 110 }),
      signalling.joined('candidate', { second: 111 }),
    );
    expect(await sweep(RoomClosing)).toBe(true);
    expect(control.ended).toHaveLength(1);
  });

  it('is asked to close until the signalling server takes it', async () => {
    await meet();
    await end();
    control.status = 503;
    expect(await sweep(RoomClosing)).toBe(true);
    control.status = 204;
    expect(await sweep(RoomClosing)).toBe(true);
    expect(control.ended).toHaveLength(2);
  });

  it('is empty in the ledger when the signalling server does not know it any more', async () => {
    await meet();
    await end();
    control.status = 404;
    expect(await sweep(RoomClosing)).toBe(true);
    expect(
      await application.database.client.occupancy.count({ where: { interviewId: room.id, leftAt: null } }),
    ).toBe(0);
    expect(await sweep(RoomClosing)).toBe(false);
  });

  it('is given up once its reservation is over', async () => {
    await meet();
    await end();
    moveTo(62);
    expect(await sweep(RoomClosing)).toBe(true);
    expect(control.ended).toEqual([]);
    expect(await sweep(RoomClosing)).toBe(false);
  });

  it('is closed promptly by a worker, without anybody asking', async () => {
    await application.startWorker();
    await meet();
    await end();
    await waitFor('the end of the room', () => control.ended.includes(`POST /rooms/${room.roomName}/end`));
    await signalling.report(signalling.destroyed({ second: 100 }));
  });
});
