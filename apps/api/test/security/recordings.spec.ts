/** Who may not ask, agree, stop, watch, erase or deliver; each of the routes besides what is generated over the whole contract. */
import { randomUUID } from 'node:crypto';
import { type RouteContract, routes, routeUrl } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import type { Client } from '../support/client.ts';
import { roomOf, type RoomOf } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';
import { checksumOf, createRecording, fileProof, type FileWish, Recorder } from '../support/recordings.ts';

let application: TestApplication;
let candidate: AccountClient;
let room: RoomOf;
let recordingId: string;

beforeAll(async () => {
  application = await startApplication({ recordings: true });
  candidate = await application.candidate();
});
afterAll(() => application.stop());
beforeEach(async () => {
  room = roomOf(
    await createInterview(application, { candidateId: candidate.accountId, status: 'in-progress' }),
  );
  recordingId = (await createRecording(application, room.id, 'stopped')).id;
});

const state = async () => ({
  recordings: await application.database.client.recording.findMany({
    where: { interviewId: room.id },
    include: { consents: true },
  }),
  deeds: await application.database.client.auditEntry.count(),
  events: await application.database.client.recorderEvent.count(),
});

/** Everybody with a session who has nothing to do with the interview. */
async function strangers(): Promise<Client[]> {
  const foreign = await application.candidate('Sam Stranger');
  const theirs = roomOf(await createInterview(application, { candidateId: foreign.accountId }));
  return [foreign, await application.admin(), await interviewerOf(application, theirs)];
}

const roomRoutes = [
  [routes.getRoomRecording, undefined],
  [routes.askForRecording, undefined],
  [routes.answerRecording, { decision: 'agree' }],
  [routes.stopRecording, undefined],
] as const satisfies readonly (readonly [RouteContract, unknown])[];

describe.each(roomRoutes.map(([route, body]) => [`${route.method} ${route.path}`, route, body] as const))(
  '%s',
  (_, route, body) => {
    const address = (roomName: string, as?: string) => routeUrl(route, { roomName }, { as });
    const refusal = { status: 404, body: { error: { code: 'not-found' } } };

    it('is not there for anybody but the two people of the interview, whatever side they claim', async () => {
      const before = await state();
      for (const person of await strangers())
        for (const as of [undefined, 'candidate', 'interviewer'])
          expect(await person.send(route.method, address(room.roomName, as), body)).toMatchObject(refusal);
      expect(await candidate.send(route.method, address(room.roomName, 'interviewer'), body)).toMatchObject(
        refusal,
      );
      expect(await state()).toEqual(before);
    });

    it('says the same of a foreign room and of one that does not exist', async () => {
      const [stranger] = await strangers();
      if (!stranger) throw new Error('somebody has to ask');
      const answers = await Promise.all(
        [room.roomName, `room-${randomUUID()}`].map(async (name) => {
          const { body: answer } = await stranger.send<{ error: object }>(route.method, address(name), body);
          return { ...answer.error, correlationId: '' };
        }),
      );
      expect(answers[0]).toEqual(answers[1]);
    });
  },
);

describe('a consent', () => {
  it('is not given for the other side', async () => {
    await application.database.client.recording.delete({ where: { id: recordingId } });
    const interviewer = await interviewerOf(application, room);
    const params = { roomName: room.roomName };
    await interviewer.call(routes.askForRecording, { params });
    const body = { decision: 'agree' } as const;
    const refusal = await interviewer.refused(routes.answerRecording, {
      params,
      query: { as: 'candidate' },
      body,
    });
    expect(refusal).toMatchObject({ status: 404 });
    const { recording } = await interviewer.call(routes.answerRecording, { params, body });
    expect(recording).toMatchObject({ status: 'asked', consents: { candidate: 'open' } });
    expect((await new Recorder(application, room.roomName).start()).status).toBe(403);
  });
});

describe('the recordings of an interview', () => {
  it('are not there for others; an administrator has routes of their own', async () => {
    for (const person of await strangers()) {
      const refusals = [
        await person.refused(routes.listRecordings, { params: { interviewId: room.id } }),
        await person.refused(routes.createDownloadLink, { params: { recordingId } }),
        await person.refused(routes.downloadRecording, { params: { recordingId }, query: { token: 'x' } }),
      ];
      for (const refusal of refusals) expect(refusal).toMatchObject({ status: 404, code: 'not-found' });
    }
  });

  it('are not an administrator’s to a candidate or an interviewer', async () => {
    const interviewer = await interviewerOf(application, room);
    const params = { recordingId };
    const ofPerson = (person: Client) => [
      person.refused(routes.adminListRecordings, { params: { interviewId: room.id } }),
      person.refused(routes.adminCreateDownloadLink, { params }),
      person.refused(routes.adminDownloadRecording, { params, query: { token: 'x' } }),
      person.refused(routes.eraseRecording, { params, body: { reason: 'I want it gone' } }),
    ];
    const before = await state();
    for (const refusal of await Promise.all(ofPerson(candidate))) expect(refusal.status).toBe(403);
    for (const refusal of await Promise.all(ofPerson(interviewer))) expect(refusal.status).toBe(401);
    expect(await state()).toEqual(before);
  });
});

describe('a file', () => {
  const path = () => routeUrl(routes.uploadRecording, { roomName: room.roomName });
  const send = (headers: Record<string, string>, content = 'moving pictures') =>
    application.visitor().send('PUT', path(), content, { 'content-type': 'video/mp4', ...headers });
  const proof = (wish: Partial<FileWish> = {}, of = path()) =>
    fileProof(application, of, { content: 'moving pictures', ...wish });
  const moved = (seconds: number) => new Date(application.clock.now().getTime() + seconds * 1000);

  const forgeries: [string, () => Record<string, string>][] = [
    ['without a signature', () => ({ ...proof(), 'x-greenroom-signature': '' })],
    [
      'with the secret as its bearer',
      () => ({ authorization: `Bearer ${application.environment.CONFERENCE_SECRET}` }),
    ],
    ['signed with another secret', () => proof({ secret: 'x'.repeat(64) })],
    ['signed ten minutes ago', () => proof({ signedAt: moved(-600) })],
    ['signed in ten minutes', () => proof({ signedAt: moved(600) })],
    ['signed for another room', () => proof({}, path().replace(room.roomName, 'a'.repeat(32)))],
    [
      'signed with another checksum',
      () => ({ ...proof(), 'x-greenroom-checksum': `sha256=${checksumOf('other')}` }),
    ],
    [
      'signed with another beginning',
      () => ({ ...proof(), 'x-greenroom-recorded-at': '2030-01-01T00:00:00Z' }),
    ],
    ['signed with another length', () => proof({ content: 'more moving pictures' })],
  ];

  it.each(forgeries)('%s is refused and changes nothing', async (_, headers) => {
    const before = await state();
    expect(await send(headers())).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthenticated' } },
    });
    expect(await state()).toEqual(before);
  });

  it('is refused from people, whoever they are', async () => {
    const interviewer = await interviewerOf(application, room);
    for (const person of [candidate, interviewer, await application.admin()]) {
      const answer = await person.send('PUT', path(), 'x', { 'content-type': 'video/mp4' });
      expect(answer.status).toBe(401);
    }
  });
});

describe('a word about a recorder', () => {
  it.each([routes.startRecorder, routes.reportRecorder])(
    '$path: needs the signature over its body',
    async (route) => {
      const body = JSON.stringify({
        room: room.roomName,
        events: [
          {
            id: randomUUID(),
            room: room.roomName,
            state: 'recorder-left',
            occurredAt: '2030-01-01T00:00:00Z',
          },
        ],
      });
      const before = await state();
      const bearer = { authorization: `Bearer ${application.environment.CONFERENCE_SECRET}` };
      const forged: Record<string, string>[] = [
        {},
        bearer,
        { 'x-greenroom-signature': `t=1,v1=${'0'.repeat(64)}` },
      ];
      for (const headers of forged)
        expect(await application.visitor().send('POST', route.path, body, headers)).toMatchObject({
          status: 401,
        });
      expect(await state()).toEqual(before);
    },
  );
});
