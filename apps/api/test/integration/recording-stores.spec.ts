/** Where recordings are kept: the same for a folder and for a bucket. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openRecordingStore } from '../../src/recordings/stores/index.ts';
import { FileMismatch, type RecordingStore } from '../../src/recordings/stores/recording-store.ts';
import { parseRecordingStore } from '../../src/recordings/stores/store-address.ts';
import { startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { roomOf } from '../support/conference.ts';
import { checksumOf, createRecording, Recorder } from '../support/recordings.ts';
import { S3Server } from '../support/s3-server.ts';
import { TestClock } from '../support/test-clock.ts';
import { waitFor } from '../support/wait-for.ts';

const account = {
  accessKeyId: 'AKIAGREENROOMSPECS',
  secretAccessKey: 'key-of-the-specs-of-recordings',
  region: 'eu-central-1',
};
const clock = new TestClock();
let bucket: S3Server;
let folder: string;

beforeAll(async () => {
  bucket = await S3Server.start(account, () => clock.now());
  folder = await mkdtemp(path.join(tmpdir(), 'greenroom-store-'));
});
afterAll(async () => {
  bucket.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  bucket.objects.clear();
  bucket.uploads.clear();
  bucket.failures.splice(0);
});

const bucketAddress = () =>
  `s3://recordings/greenroom?region=${account.region}&endpoint=${bucket.url}&pathStyle=true`;
const keys = { S3_ACCESS_KEY_ID: account.accessKeyId, S3_SECRET_ACCESS_KEY: account.secretAccessKey };

async function open(address: string, secret = keys.S3_SECRET_ACCESS_KEY): Promise<RecordingStore> {
  const environment = {
    RECORDING_STORE: parseRecordingStore(address),
    ...keys,
    S3_SECRET_ACCESS_KEY: secret,
  };
  const store = await openRecordingStore(environment, clock);
  if (!store) throw new Error('There is no store at this address');
  return store;
}

const places = [
  [
    'a folder',
    () => open(pathToFileURL(path.join(folder, 'deep', 'down')).href),
    async () => readdir(path.join(folder, 'deep', 'down')).catch(() => []),
  ],
  [
    'a bucket',
    () => open(bucketAddress()),
    () =>
      Promise.resolve([...bucket.objects.keys()].map((name) => name.replace('recordings/greenroom/', ''))),
  ],
] as const;

describe.each(places)('%s', (_, connect, names) => {
  /** More than one part of a bucket's upload. */
  const large = Buffer.alloc(20 * 1024 * 1024, 'moving pictures');
  const fileOf = (content: string | Buffer, recordingId: string = randomUUID()) => ({
    recordingId,
    checksum: checksumOf(content),
  });
  const put = (store: RecordingStore, content: string | Buffer, file = fileOf(content)) =>
    store.put(file, Readable.from([Buffer.from(content)]), Buffer.byteLength(content));

  it.each([
    ['a few bytes', 'moving pictures'],
    ['many', large],
  ])('keeps %s as they came, and gives them back whole and in parts', async (__, content) => {
    const store = await connect();
    const file = fileOf(content);
    await put(store, content, file);
    await put(store, content, file);
    expect((await buffer(await store.open(file))).equals(Buffer.from(content))).toBe(true);
    const part = await store.open(file, { first: 3, last: 9 });
    expect(await buffer(part)).toEqual(Buffer.from(content).subarray(3, 10));
    await store.erase(file.recordingId);
  });

  it.each([
    ['with another checksum', 'damaged', checksumOf('whole'), 7],
    ['too short', 'short', checksumOf('short'), 6],
    ['too long', 'too long', checksumOf('too long'), 3],
    ['large, with another checksum', large, checksumOf('whole'), large.length],
  ] as const)('keeps nothing of what arrives %s', async (__, content, checksum, bytes) => {
    const store = await connect();
    const before = await names();
    const file = { recordingId: randomUUID(), checksum };
    const refusal = store.put(file, Readable.from([Buffer.from(content)]), bytes);
    await expect(refusal).rejects.toThrow(FileMismatch);
    expect(await names()).toEqual(before);
    expect(bucket.uploads.size).toBe(0);
    await expect(store.open(file)).rejects.toThrow();
  });

  it('keeps nothing of what breaks off', async () => {
    const store = await connect();
    const before = await names();
    const broken = Readable.from(
      (function* () {
        yield large.subarray(0, 12_000_000);
        throw new Error('The line broke');
      })(),
    );
    await expect(store.put(fileOf(large), broken, large.length)).rejects.toThrow('The line broke');
    expect(await names()).toEqual(before);
    expect(bucket.uploads.size).toBe(0);
  });

  it('erases every file of a recording and no other, as often as it is asked', async () => {
    const store = await connect();
    const [own, other] = [fileOf('own'), fileOf('other')];
    await put(store, 'own', own);
    await put(store, 'again', fileOf('again', own.recordingId));
    await put(store, 'other', other);
    await store.erase(own.recordingId);
    await store.erase(own.recordingId);
    expect(await names()).toEqual([`${other.recordingId}-${other.checksum}.mp4`]);
    await store.remove(other);
    await store.remove(other);
    expect(await names()).toEqual([]);
  });
});

describe('a bucket', () => {
  it('is not reached with another key', async () => {
    const store = await open(bucketAddress(), 'another-key-than-that');
    const file = { recordingId: randomUUID(), checksum: checksumOf('x') };
    await expect(store.put(file, Readable.from(['x']), 1)).rejects.toThrow();
    await expect(store.erase(file.recordingId)).rejects.toThrow();
    expect(bucket.objects.size).toBe(0);
  });

  it('that fails once is asked again', async () => {
    const store = await open(bucketAddress());
    bucket.failures.push(503);
    const file = { recordingId: randomUUID(), checksum: checksumOf('x') };
    await store.put(file, Readable.from([Buffer.from('x')]), 1);
    expect(bucket.objects.size).toBe(1);
  });

  it('gives a file by a link for a while, and by no other', async () => {
    const store = await open(bucketAddress());
    const file = { recordingId: randomUUID(), checksum: checksumOf('x') };
    await store.put(file, Readable.from([Buffer.from('x')]), 1);
    const link = await store.linkTo(file, { filename: 'interview.mp4', seconds: 300, now: clock.now() });
    if (link === null) throw new Error('A bucket serves its files itself');
    const response = await fetch(link, { headers: { range: 'bytes=0-0' } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="interview.mp4"');
    expect(await response.text()).toBe('x');
    expect((await fetch(link.replace(file.checksum, checksumOf('y')))).status).toBe(403);
    expect((await fetch(link.replace(/X-Amz-Expires=300/, 'X-Amz-Expires=3000'))).status).toBe(403);
    clock.advance(301);
    expect((await fetch(link)).status).toBe(403);
  });
});

describe('an installation with a bucket', () => {
  let application: TestApplication;
  beforeAll(async () => {
    application = await startApplication({
      settings: { RECORDING_STORE: bucketAddress(), ...keys, RECORDER_DOMAIN: 'hidden.meet.jitsi' },
    });
  });
  afterAll(() => application.stop());

  it('takes a file, links to it and erases it', async () => {
    clock.moveTo(application.clock.now());
    const candidate = await application.candidate();
    const admin = await application.admin();
    const room = roomOf(
      await createInterview(application, { candidateId: candidate.accountId, status: 'in-progress' }),
    );
    const { id: recordingId } = await createRecording(application, room.id, 'stopped');
    const delivered = await new Recorder(application, room.roomName).deliver({ content: 'moving pictures' });
    expect(delivered.status).toBe(201);
    const { url } = await candidate.call(routes.createDownloadLink, { params: { recordingId } });
    expect(url.startsWith(bucket.url)).toBe(true);
    expect(await (await fetch(url)).text()).toBe('moving pictures');
    const worker = await application.startWorker();
    await admin.call(routes.eraseRecording, { params: { recordingId }, body: { reason: 'Asked for' } });
    await waitFor('an empty bucket', () => bucket.objects.size === 0);
    await worker.close();
    expect((await fetch(url)).status).toBe(404);
  });
});
