/** What time does to recordings, and the way a recorder is sent away. */
import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isSignatureValid } from '../../src/conference/signature.ts';
import { RecordingUpkeep } from '../../src/recordings/recording-upkeep.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { roomOf, type RoomOf } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';
import { createRecording, Recorder } from '../support/recordings.ts';
import { waitFor } from '../support/wait-for.ts';

const DAY_SECONDS = 24 * 3600;

/** No worker runs: what is due is done when a spec says so. */
let application: TestApplication;
let candidate: AccountClient;
let admin: AccountClient;
let room: RoomOf;
let recorder: Recorder;
let server: Server;
const control = { asked: [] as string[], status: 200 };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { 'x-greenroom-signature': signature } = request.headers;
      const { CONFERENCE_SECRET } = application.environment;
      const body = Buffer.concat(chunks);
      if (isSignatureValid(signature, body, CONFERENCE_SECRET, application.clock.now()))
        control.asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.writeHead(control.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  application = await startApplication({
    recordings: true,
    settings: { CONFERENCE_CONTROL_URL: `http://127.0.0.1:${port}`, RECORDING_RETENTION_DAYS: '3' },
  });
  candidate = await application.candidate();
  admin = await application.admin();
});
afterAll(async () => {
  await application.stop();
  server.close();
});
beforeEach(async () => {
  control.asked = [];
  control.status = 200;
  room = roomOf(
    await createInterview(application, { candidateId: candidate.accountId, status: 'in-progress' }),
  );
  recorder = new Recorder(application, room.roomName);
});

const upkeep = () => application.get(RecordingUpkeep);
const row = () => application.database.client.recording.findFirstOrThrow({ where: { interviewId: room.id } });
/** Moves on, and does what has become due of this recording. */
const pass = async (seconds: number) => {
  application.clock.advance(seconds);
  const { id } = await row();
  await upkeep().run(id);
};
const isDue = async () => {
  const { id } = await row();
  return (await upkeep().due(application.clock.now(), 1000)).some((due) => due.id === id);
};
const files = async () => {
  const { RECORDING_STORE: store } = application.environment;
  const { id } = await row();
  const names = store?.kind === 'disk' ? await readdir(store.folder).catch(() => []) : [];
  return names.filter((name) => name.startsWith(id));
};
const at = () => ({ params: { roomName: room.roomName } });
const decline = () => candidate.call(routes.answerRecording, { ...at(), body: { decision: 'decline' } });

/** As far as the interviewer's question, the candidate's yes, or the recorder's coming. */
const begin = async (until: 'asked' | 'permitted' | 'recording') => {
  const interviewer = await interviewerOf(application, room);
  await interviewer.call(routes.askForRecording, at());
  if (until === 'asked') return;
  await candidate.call(routes.answerRecording, { ...at(), body: { decision: 'agree' } });
  if (until === 'recording') await recorder.joined();
};
const endsIn = (seconds: number) =>
  (room.endsAt.getTime() - application.clock.now().getTime()) / 1000 + seconds;

describe('a question', () => {
  it('that nobody answered is over with its room', async () => {
    await begin('asked');
    await pass(endsIn(0));
    expect(await row()).toMatchObject({ status: 'asked' });
    await pass(endsIn(15 * 60 + 1));
    expect(await row()).toMatchObject({ status: 'declined', reason: 'room-closed', nextCheckAt: null });
  });
});

describe('a recorder', () => {
  it('that did not come by the end is a failure', async () => {
    await begin('permitted');
    await pass(endsIn(15 * 60 + 1));
    expect(await row()).toMatchObject({ status: 'failed', reason: 'recorder-absent', nextCheckAt: null });
  });

  it('is asked to leave when somebody says stop, until it has left', async () => {
    await begin('recording');
    await candidate.call(routes.stopRecording, at());
    expect(await isDue()).toBe(true);
    control.status = 503;
    await pass(0);
    control.status = 200;
    expect(await isDue()).toBe(false);
    await pass(20);
    const order = `POST /rooms/${room.roomName}/stop-recording`;
    expect(control.asked).toEqual([order, order]);
    expect(await row()).toMatchObject({ status: 'recording' });
    await recorder.left();
    expect(await row()).toMatchObject({ status: 'stopped', stopRequestedAt: null });
    await pass(20);
    expect(control.asked).toHaveLength(2);
  });

  it('that nobody knows of any more has left, when that is not told', async () => {
    await begin('recording');
    await candidate.call(routes.stopRecording, at());
    control.status = 404;
    await pass(1);
    expect(await row()).toMatchObject({ status: 'recording' });
    await pass(61);
    expect(await row()).toMatchObject({ status: 'stopped', stoppedAt: expect.any(Date) });
  });

  it('whose leaving is not told has left with its room', async () => {
    await begin('recording');
    await pass(endsIn(15 * 60 + 1));
    expect(await row()).toMatchObject({ status: 'recording' });
    await pass(endsIn(25 * 60 + 1));
    expect(await row()).toMatchObject({ status: 'stopped' });
    expect(control.asked).toEqual([]);
  });

  it('of a recording that was given up is sent away', async () => {
    await begin('permitted');
    await decline();
    await recorder.joined();
    await pass(0);
    expect(control.asked).toEqual([`POST /rooms/${room.roomName}/stop-recording`]);
    expect(await row()).toMatchObject({ status: 'declined', nextCheckAt: null });
  });
});

describe('a consent that is taken back', () => {
  it('sends the recorder away and leaves nothing, when that it left is not told either', async () => {
    await begin('recording');
    await decline();
    control.status = 404;
    await pass(1);
    await pass(61);
    expect(await row()).toMatchObject({ status: 'erased', reason: 'withdrawn' });
    expect((await recorder.deliver({ content: 'x' })).status).toBe(410);
    expect(await files()).toEqual([]);
  });
});

describe('a file', () => {
  it('that does not come within a day is a failure, and an administrator is told', async () => {
    await begin('recording');
    await recorder.left();
    await pass(DAY_SECONDS - 60);
    expect(await row()).toMatchObject({ status: 'stopped' });
    await pass(120);
    expect(await row()).toMatchObject({ status: 'failed', reason: 'file-missing' });
    const open = () =>
      application.database.client.adminTask.findMany({
        where: { interviewId: room.id, resolvedAt: null },
        select: { kind: true, openedBy: true },
      });
    expect(await open()).toEqual([{ kind: 'recording-missing', openedBy: 'system' }]);
    expect((await recorder.deliver({ content: 'late' })).status).toBe(201);
    expect(await open()).toEqual([]);
  });

  it('is erased when its days are over, and not before', async () => {
    await begin('recording');
    await recorder.left();
    await recorder.deliver({ content: 'x' });
    await pass(3 * DAY_SECONDS - 60);
    expect(await row()).toMatchObject({ status: 'ready' });
    expect(await files()).toHaveLength(1);
    await pass(120);
    expect(await row()).toMatchObject({ status: 'erased', reason: 'retention', checksum: null, bytes: null });
    await pass(0);
    expect(await files()).toEqual([]);
    const { items } = await candidate.call(routes.listRecordings, { params: { interviewId: room.id } });
    expect(items).toMatchObject([{ status: 'erased', reason: 'retention', bytes: null, deleteAfter: null }]);
  });

  it('is looked for once more a day after it was erased', async () => {
    const { id: recordingId } = await createRecording(application, room.id, 'stopped');
    await recorder.deliver({ content: 'x' });
    await admin.call(routes.eraseRecording, { params: { recordingId }, body: { reason: 'Asked for' } });
    await pass(0);
    expect(await files()).toEqual([]);
    expect(await isDue()).toBe(false);
    await pass(DAY_SECONDS + 1);
    expect(await row()).toMatchObject({ status: 'erased', nextCheckAt: null });
  });
});

describe('with a worker', () => {
  it('what was erased is gone soon', async () => {
    const { id: recordingId } = await createRecording(application, room.id, 'stopped');
    await recorder.deliver({ content: 'x' });
    const worker = await application.startWorker();
    await admin.call(routes.eraseRecording, { params: { recordingId }, body: { reason: 'Asked for' } });
    await waitFor('an empty store', async () => (await files()).length === 0);
    await worker.close();
  });
});
