/** The file of a recording: how it comes, where it is, and who may have it. */
import { once } from 'node:events';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { type DownloadLink, routes, routeUrl } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import type { Client } from '../support/client.ts';
import { roomOf, type RoomOf } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';
import { checksumOf, createRecording, fileProof, type FileWish, Recorder } from '../support/recordings.ts';
import { waitFor } from '../support/wait-for.ts';

const MAX_BYTES = 100_000;

let application: TestApplication;
let candidate: AccountClient;
let admin: AccountClient;
let interviewer: Client;
let room: RoomOf;
let recorder: Recorder;
let recordingId: string;

beforeAll(async () => {
  application = await startApplication({
    recordings: true,
    settings: { RECORDING_MAX_BYTES: String(MAX_BYTES), RECORDING_RETENTION_DAYS: '7' },
  });
  candidate = await application.candidate();
  admin = await application.admin();
});
afterAll(() => application.stop());
beforeEach(async () => {
  room = roomOf(
    await createInterview(application, { candidateId: candidate.accountId, status: 'in-progress' }),
  );
  interviewer = await interviewerOf(application, room);
  recorder = new Recorder(application, room.roomName);
  recordingId = (await createRecording(application, room.id, 'stopped')).id;
});

const row = () => application.database.client.recording.findUniqueOrThrow({ where: { id: recordingId } });
const folder = () => {
  const store = application.environment.RECORDING_STORE;
  if (store?.kind !== 'disk') throw new Error('These specs keep recordings in a folder');
  return store.folder;
};
/** What is kept of the recording. */
const files = async () =>
  (await readdir(folder()).catch(() => [])).filter((name) => name.startsWith(recordingId));
const stored = { status: 201, body: { stored: 'now' } };
const errorOf = (status: number, code: string) => ({ status, body: { error: { code } } });

/** A request whose body is sent as the test says. */
function begin(wish: FileWish & { expect?: true }): http.ClientRequest {
  const address = new URL(routeUrl(routes.uploadRecording, { roomName: room.roomName }), application.url);
  return http.request(address, {
    method: 'PUT',
    agent: false,
    headers: {
      ...fileProof(application, address.pathname, wish),
      'content-type': 'video/mp4',
      'content-length': Buffer.byteLength(wish.content),
      ...(wish.expect && { expect: '100-continue' }),
    },
  });
}

async function answerTo(request: http.ClientRequest): Promise<{ status: number | undefined; body: unknown }> {
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) };
}

describe('a file', () => {
  it('that arrives whole is stored, and shown until its days are over', async () => {
    const content = Buffer.alloc(80_000, 'moving pictures');
    expect(await recorder.deliver({ content })).toMatchObject({
      status: 201,
      body: { recordingId, stored: 'now' },
    });
    expect(await files()).toEqual([`${recordingId}-${checksumOf(content)}.mp4`]);
    expect(await readFile(path.join(folder(), `${recordingId}-${checksumOf(content)}.mp4`))).toEqual(content);
    const { storedAt, ...facts } = await row();
    expect(facts).toMatchObject({ status: 'ready', checksum: checksumOf(content), bytes: 80_000n });
    const { items } = await candidate.call(routes.listRecordings, { params: { interviewId: room.id } });
    const deleteAfter = new Date((storedAt?.getTime() ?? 0) + 7 * 24 * 3_600_000).toISOString();
    expect(items).toMatchObject([{ id: recordingId, status: 'ready', bytes: 80_000, deleteAfter }]);
  });

  it('that comes again is known, and another one is refused', async () => {
    expect(await recorder.deliver({ content: 'one' })).toMatchObject(stored);
    expect(await recorder.deliver({ content: 'one' })).toMatchObject({
      status: 200,
      body: { stored: 'before' },
    });
    expect(await recorder.deliver({ content: 'other' })).toMatchObject(errorOf(409, 'already-exists'));
    expect(await files()).toEqual([`${recordingId}-${checksumOf('one')}.mp4`]);
  });

  it('that comes twice at once is stored once', async () => {
    const answers = await Promise.all([
      recorder.deliver({ content: 'one' }),
      recorder.deliver({ content: 'one' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).not.toContain(409);
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    expect(await files()).toHaveLength(1);
    expect(await row()).toMatchObject({ status: 'ready', checksum: checksumOf('one') });
  });

  it('and another one at once: one of them is stored, and nothing of the other is left', async () => {
    const contents = ['one', 'other'];
    const answers = await Promise.all(contents.map((content) => recorder.deliver({ content })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const winner = contents[answers.findIndex(({ status }) => status === 201)] ?? '';
    expect(await files()).toEqual([`${recordingId}-${checksumOf(winner)}.mp4`]);
    expect(await row()).toMatchObject({ checksum: checksumOf(winner) });
  });

  it('that is not what was announced is refused, and nothing of it is left', async () => {
    const damaged = await recorder.deliver({ content: 'damaged', checksum: checksumOf('whole') });
    expect(damaged).toMatchObject(errorOf(400, 'invalid-request'));
    expect(await files()).toEqual([]);
    expect(await row()).toMatchObject({ status: 'stopped', checksum: null });
    expect(await recorder.deliver({ content: 'whole' })).toMatchObject(stored);
  });

  it('that breaks off leaves nothing, and can come again', async () => {
    const content = Buffer.alloc(50_000, 'x');
    const request = begin({ content });
    request.write(content.subarray(0, 20_000));
    await waitFor('the beginning of the file', async () => (await files()).length === 1);
    request.on('error', () => undefined).destroy();
    await waitFor('nothing of the file', async () => (await files()).length === 0);
    expect(await row()).toMatchObject({ status: 'stopped' });
    expect(await recorder.deliver({ content })).toMatchObject(stored);
  });

  it('that is too large is refused before it is read', async () => {
    const content = Buffer.alloc(MAX_BYTES + 1);
    expect(await recorder.deliver({ content })).toMatchObject(errorOf(413, 'body-too-large'));
    expect(await files()).toEqual([]);
  });

  it('that is announced as something else than a file is refused', async () => {
    const address = routeUrl(routes.uploadRecording, { roomName: room.roomName });
    const send = (headers: Record<string, string>) =>
      application.visitor().send('PUT', address, 'x', {
        ...fileProof(application, address, { content: 'x' }),
        'content-type': 'video/mp4',
        ...headers,
      });
    expect(await send({ 'content-type': 'application/json' })).toMatchObject(errorOf(400, 'invalid-request'));
    expect(await send({ 'content-type': 'video/webm' })).toMatchObject(errorOf(400, 'invalid-request'));
  });

  it('does not travel when it is refused, where its sender asks first', async () => {
    await application.database.client.recording.update({
      where: { id: recordingId },
      data: { status: 'erased', reason: 'administrator', erasedAt: new Date() },
    });
    const request = begin({ content: 'x', expect: true });
    let asked = false;
    request.on('continue', () => (asked = true)).flushHeaders();
    expect(await answerTo(request)).toMatchObject(errorOf(410, 'recording-withdrawn'));
    expect(asked).toBe(false);
    request.destroy();
  });

  it('is asked for when it is wanted, where its sender asks first', async () => {
    const request = begin({ content: 'moving', expect: true });
    request.flushHeaders();
    await once(request, 'continue');
    request.end('moving');
    expect(await answerTo(request)).toMatchObject(stored);
  });

  it('of a room that there is not, or that nobody recorded, is refused', async () => {
    const other = roomOf(await createInterview(application, { candidateId: candidate.accountId }));
    for (const roomName of [other.roomName, 'a'.repeat(32)])
      expect(await new Recorder(application, roomName).deliver({ content: 'x' })).toMatchObject(
        errorOf(404, 'not-found'),
      );
  });
});

describe('a file is put to', () => {
  it('the recording that began when it did, where a room has several', async () => {
    const earlier = new Date(application.clock.now().getTime() - 1_800_000);
    const times = { askedAt: earlier, permittedAt: earlier, startedAt: earlier, stoppedAt: earlier };
    const first = await createRecording(application, room.id, 'stopped', times);
    const near = new Date(earlier.getTime() + 60_000);
    expect(await recorder.deliver({ content: 'first', recordedAt: near })).toMatchObject({
      status: 201,
      body: { recordingId: first.id },
    });
    expect(await recorder.deliver({ content: 'second' })).toMatchObject({
      status: 201,
      body: { recordingId },
    });
  });

  it('no recording that is not wanted, and not to the one beside it', async () => {
    await application.database.client.recording.update({
      where: { id: recordingId },
      data: { status: 'erased', reason: 'withdrawn', erasedAt: new Date() },
    });
    const later = new Date(application.clock.now().getTime() + 600_000);
    const times = { askedAt: later, permittedAt: later, startedAt: later, stoppedAt: later };
    await createRecording(application, room.id, 'stopped', times);
    expect(await recorder.deliver({ content: 'x' })).toMatchObject(errorOf(410, 'recording-withdrawn'));
  });

  it('no recording while its recorder is in the room', async () => {
    await application.database.client.recording.update({
      where: { id: recordingId },
      data: { status: 'recording', stoppedAt: null },
    });
    const early = await recorder.deliver({ content: 'x' });
    expect(early).toMatchObject(errorOf(503, 'unavailable'));
    expect(Number(early.headers.get('retry-after'))).toBeGreaterThan(0);
    await recorder.left();
    expect(await recorder.deliver({ content: 'x' })).toMatchObject(stored);
  });

  it('no recording of which a consent was taken back, before and after the recorder has left', async () => {
    await application.database.client.recording.update({
      where: { id: recordingId },
      data: { status: 'recording', stoppedAt: null },
    });
    const at = { params: { roomName: room.roomName } };
    await candidate.call(routes.answerRecording, { ...at, body: { decision: 'decline' } });
    expect(await recorder.deliver({ content: 'x' })).toMatchObject(errorOf(410, 'recording-withdrawn'));
    await recorder.left();
    expect(await recorder.deliver({ content: 'x' })).toMatchObject(errorOf(410, 'recording-withdrawn'));
    expect(await files()).toEqual([]);
  });

  it('one that was given up already, when it comes after all', async () => {
    await application.database.client.recording.update({
      where: { id: recordingId },
      data: { status: 'failed', reason: 'file-missing' },
    });
    expect(await recorder.deliver({ content: 'late' })).toMatchObject(stored);
    expect(await row()).toMatchObject({ status: 'ready', reason: null });
  });

  it('nothing when the recording is erased while it travels', async () => {
    const content = Buffer.alloc(50_000, 'x');
    const request = begin({ content });
    request.write(content.subarray(0, 20_000));
    await waitFor('the beginning of the file', async () => (await files()).length === 1);
    const reason = 'The candidate has asked for it';
    await admin.call(routes.eraseRecording, { params: { recordingId }, body: { reason } });
    request.end(content.subarray(20_000));
    expect(await answerTo(request)).toMatchObject(errorOf(410, 'recording-withdrawn'));
    expect(await files()).toEqual([]);
    expect(await row()).toMatchObject({ status: 'erased', reason: 'administrator', checksum: null });
  });
});

it('what a process that died had begun is cleared away a day later', async () => {
  await recorder.deliver({ content: 'first' });
  const [old, young] = ['old', 'young'].map((name) => path.join(folder(), `x-${name}.partial`));
  if (!old || !young) throw new Error('two names');
  await Promise.all([old, young].map((file) => writeFile(file, 'half a file')));
  const longAgo = new Date(application.clock.now().getTime() - 25 * 3_600_000);
  await utimes(old, longAgo, longAgo);
  const other = await createRecording(application, room.id, 'stopped', {
    startedAt: new Date('2001-01-01T00:00:00Z'),
  });
  expect(
    await recorder.deliver({ content: 'second', recordedAt: new Date('2001-01-01T00:00:00Z') }),
  ).toMatchObject({
    status: 201,
    body: { recordingId: other.id },
  });
  const left = (await readdir(folder())).filter((name) => name.endsWith('.partial'));
  expect(left).toEqual(['x-young.partial']);
});

describe('a download', () => {
  const content = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
  const linkOf = (person: Client) => person.call(routes.createDownloadLink, { params: { recordingId } });
  const open = (person: Client, { url }: DownloadLink, headers: Record<string, string> = {}) => {
    const address = new URL(url);
    return fetch(new URL(address.pathname + address.search, application.url), {
      headers: { ...(person.cookie !== '' && { cookie: person.cookie }), ...headers },
    });
  };
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

  beforeEach(async () => {
    expect(await recorder.deliver({ content })).toMatchObject(stored);
  });

  it('gives both people the whole file, by a link that is written down', async () => {
    for (const person of [candidate, interviewer]) {
      const link = await linkOf(person);
      expect(Date.parse(link.expiresAt) - application.clock.now().getTime()).toBeLessThanOrEqual(300_000);
      const response = await open(person, link);
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'video/mp4',
        'content-length': '1000',
        'accept-ranges': 'bytes',
        'cache-control': 'private, no-store',
        'content-disposition': expect.stringMatching(/^attachment; filename="interview-[\d-]+\.mp4"$/),
      });
      expect(await bytesOf(response)).toEqual(content);
    }
    const deeds = await application.database.client.auditEntry.findMany({
      where: { subject: `recording:${recordingId}`, action: 'recording.link-created' },
      orderBy: { id: 'asc' },
    });
    expect(deeds.map(({ actorId }) => actorId)).toEqual([
      candidate.accountId,
      expect.stringMatching(/^interviewer:/),
    ]);
  });

  it('gives an administrator the file by a route of their own', async () => {
    const link = await admin.call(routes.adminCreateDownloadLink, { params: { recordingId } });
    expect(await bytesOf(await open(admin, link))).toEqual(content);
  });

  it.each([
    ['bytes=0-99', 206, 'bytes 0-99/1000', [0, 100]],
    ['bytes=900-', 206, 'bytes 900-999/1000', [900, 1000]],
    ['bytes=-10', 206, 'bytes 990-999/1000', [990, 1000]],
    ['bytes=0-9,20-29', 200, null, [0, 1000]],
  ] as const)('gives a part of it: %s', async (range, status, contentRange, [from, to]) => {
    const response = await open(candidate, await linkOf(candidate), { range });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(await bytesOf(response)).toEqual(content.subarray(from, to));
  });

  it('refuses a part that the file does not have', async () => {
    const response = await open(candidate, await linkOf(candidate), { range: 'bytes=1000-' });
    expect(response.status).toBe(416);
  });

  it('is over with its link', async () => {
    const link = await linkOf(candidate);
    application.clock.advance(301);
    const response = await open(candidate, link);
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ error: { code: 'link-expired' } });
  });

  it('is nobody else’s, and no other recording’s', async () => {
    const link = await linkOf(candidate);
    const stranger = await application.candidate('Sam Stranger');
    for (const person of [interviewer, stranger, admin]) expect((await open(person, link)).status).toBe(404);
    expect((await open(application.visitor(), link)).status).toBe(401);
    const other = await createRecording(application, room.id, 'ready');
    const url = link.url.replace(recordingId, other.id);
    expect((await open(candidate, { ...link, url })).status).toBe(404);
    const forged = link.url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await open(candidate, { ...link, url: forged })).status).toBe(404);
  });

  it('is not to be had of what is not stored, or not any more', async () => {
    const link = await linkOf(candidate);
    await admin.call(routes.eraseRecording, { params: { recordingId }, body: { reason: 'Asked for' } });
    expect(await candidate.refused(routes.createDownloadLink, { params: { recordingId } })).toMatchObject({
      code: 'state-conflict',
    });
    expect((await open(candidate, link)).status).toBe(409);
    const { id } = await createRecording(application, room.id, 'stopped');
    const refusal = await candidate.refused(routes.createDownloadLink, { params: { recordingId: id } });
    expect(refusal).toMatchObject({ status: 409, code: 'state-conflict' });
  });
});

describe('erasing', () => {
  it('is an administrator’s, with a reason, and written down', async () => {
    await recorder.deliver({ content: 'x' });
    const reason = 'The candidate has asked for it';
    const erased = await admin.call(routes.eraseRecording, { params: { recordingId }, body: { reason } });
    expect(erased).toMatchObject({
      status: 'erased',
      reason: 'administrator',
      bytes: null,
      deleteAfter: null,
    });
    const deed = await application.database.client.auditEntry.findFirst({
      where: { subject: `recording:${recordingId}`, action: 'recording.erased' },
    });
    expect(deed).toMatchObject({ actorId: admin.accountId, details: { interviewId: room.id, reason } });
    const again = await admin.refused(routes.eraseRecording, { params: { recordingId }, body: { reason } });
    expect(again).toMatchObject({ status: 409, code: 'state-conflict' });
  });

  it('is refused while it is recorded', async () => {
    await application.database.client.recording.update({
      where: { id: recordingId },
      data: { status: 'recording', stoppedAt: null },
    });
    const refusal = await admin.refused(routes.eraseRecording, {
      params: { recordingId },
      body: { reason: 'Too early' },
    });
    expect(refusal).toMatchObject({ status: 409, code: 'state-conflict' });
  });
});
