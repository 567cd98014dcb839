/** The courier: from the folder of a recorder to the API, whatever happens on the way. */
import { once } from 'node:events';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { Courier } from '../../src/recordings/courier/courier.ts';
import { RecordingFolders } from '../../src/recordings/courier/finished-recordings.ts';
import { CompiledApi } from '../support/api-process.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { roomOf, type RoomOf } from '../support/conference.ts';
import { CuttableLine } from '../support/cuttable-line.ts';
import { RecorderFolder } from '../support/recorder-folder.ts';
import { checksumOf, createRecording, Recorder } from '../support/recordings.ts';
import { LONG_MS, waitFor } from '../support/wait-for.ts';

let application: TestApplication;
let candidate: AccountClient;
let line: CuttableLine;
let folder: RecorderFolder;
let room: RoomOf;
let recordingId: string;
let recordedAt: Date;
const running: (() => Promise<void>)[] = [];

beforeAll(async () => {
  application = await startApplication({ recordings: true });
  candidate = await application.candidate();
  line = await CuttableLine.to(application.url);
});
afterAll(async () => {
  line.close();
  await application.stop();
});
beforeEach(async () => {
  folder = new RecorderFolder();
  const interview = await createInterview(application, {
    candidateId: candidate.accountId,
    status: 'in-progress',
  });
  room = roomOf(interview);
  const recording = await createRecording(application, room.id, 'stopped');
  recordingId = recording.id;
  recordedAt = recording.askedAt;
});
afterEach(async () => {
  line.mend();
  for (const stop of running.splice(0)) await stop();
  folder.remove();
});

const row = () => application.database.client.recording.findUniqueOrThrow({ where: { id: recordingId } });
const isReady = async () => (await row()).status === 'ready';
const stored = async () => {
  const { RECORDING_STORE: store } = application.environment;
  const names = store?.kind === 'disk' ? await readdir(store.folder).catch(() => []) : [];
  return names.filter((name) => name.startsWith(recordingId));
};
const record = (session: string, content: string | Buffer, isFinished = true) =>
  folder.record(session, { roomName: room.roomName, content, recordedAt, isFinished });

/** A courier in this process, which tries again soon. Returns what it logs. */
function start(apiUrl = line.over(application.url), silenceMs = 60_000): { msg: string }[] {
  const log: { msg: string }[] = [];
  const logger = pino(
    { level: 'info' },
    { write: (entry) => void log.push(JSON.parse(entry) as { msg: string }) },
  );
  const destination = {
    apiUrl,
    secret: application.environment.CONFERENCE_SECRET,
    now: () => application.clock.now(),
    silenceMs,
  };
  const courier = new Courier(new RecordingFolders(folder.root), destination, logger, {
    lookMs: 10,
    firstPauseMs: 10,
  });
  const stop = new AbortController();
  const run = courier.run(stop.signal);
  running.push(() => {
    stop.abort();
    return run;
  });
  return log;
}
const saying = (log: { msg: string }[], words: string) => log.filter(({ msg }) => msg.includes(words));

describe('a recording that has ended', () => {
  it('is brought, and deleted where it was; one that goes on is left alone', async () => {
    record('one', 'moving pictures');
    record('two', 'half of', false);
    start();
    await waitFor('an empty folder', () => !folder.sessions().includes('one'));
    expect(await row()).toMatchObject({
      status: 'ready',
      checksum: checksumOf('moving pictures'),
      bytes: 15n,
    });
    expect(folder.sessions()).toEqual(['two']);
    expect(folder.filesOf('two')).not.toContain('.refused');
  });

  it('is brought to the recording that began when it did', async () => {
    const earlier = new Date(recordedAt.getTime() - 1_800_000);
    const times = { askedAt: earlier, permittedAt: earlier, startedAt: earlier, stoppedAt: earlier };
    const first = await createRecording(application, room.id, 'stopped', times);
    folder.record('first', { roomName: room.roomName, content: 'first', recordedAt: earlier });
    record('second', 'second');
    start();
    await waitFor('an empty folder', () => folder.sessions().length === 0);
    const checksums = await application.database.client.recording.findMany({
      where: { id: { in: [first.id, recordingId] } },
      orderBy: { startedAt: 'asc' },
      select: { checksum: true },
    });
    expect(checksums.map(({ checksum }) => checksum)).toEqual([checksumOf('first'), checksumOf('second')]);
  });

  it('waits until the signalling server has told that the recorder left', async () => {
    await application.database.client.recording.update({
      where: { id: recordingId },
      data: { status: 'recording', stoppedAt: null },
    });
    record('one', 'moving pictures');
    const log = start();
    await waitFor('two tries', () => saying(log, 'was not taken').length >= 2);
    expect(folder.sessions()).toEqual(['one']);
    await new Recorder(application, room.roomName).left();
    await waitFor('a stored file', isReady);
  });

  it('is deleted when nobody wants it any more', async () => {
    await application.database.client.recording.update({
      where: { id: recordingId },
      data: { status: 'erased', reason: 'withdrawn', erasedAt: new Date() },
    });
    record('one', 'moving pictures');
    const log = start();
    await waitFor('an empty folder', () => folder.sessions().length === 0);
    expect(saying(log, 'not wanted')).toHaveLength(1);
    expect(await stored()).toEqual([]);
  });

  it('of which there is another file is set aside for a week', async () => {
    await new Recorder(application, room.roomName).deliver({ content: 'first', recordedAt });
    const session = record('one', 'second');
    const log = start();
    await waitFor('a mark', () => folder.filesOf('one').includes('.refused'));
    expect(saying(log, 'is refused')).toHaveLength(1);
    const sixDaysAgo = new Date(application.clock.now().getTime() - 6 * 24 * 3_600_000);
    await ageOf(session, sixDaysAgo);
    const second = record('two', 'third', false);
    await ageOf(second, new Date(sixDaysAgo.getTime() - 2 * 24 * 3_600_000));
    await waitFor('the older one deleted', () => !folder.sessions().includes('two'));
    expect(folder.sessions()).toEqual(['one']);
  });

  it.each([
    ['without metadata', 'metadata.json', 'no JSON'],
    ['of a room that cannot be one', 'metadata.json', '{"meeting_url":"https://meet.jitsi/../x"}'],
    ['with two files', 'other.mp4', 'more'],
  ])('%s is set aside', async (_, name, content) => {
    const session = record('one', 'moving pictures', false);
    await writeFile(path.join(session, name), content);
    folder.finalize('one');
    start();
    await waitFor('a mark', () => folder.filesOf('one').includes('.refused'));
    expect(await row()).toMatchObject({ status: 'stopped' });
  });
});

async function ageOf(session: string, instant: Date): Promise<void> {
  for (const name of await readdir(session)) await utimes(path.join(session, name), instant, instant);
  await utimes(session, instant, instant);
}

describe('on the way', () => {
  /** Large enough to be seen on its way. */
  const content = Buffer.alloc(20_000_000, 'moving pictures');

  it('an API that is away is waited for', async () => {
    line.cut();
    record('one', 'moving pictures');
    const log = start();
    await waitFor('two tries', () => saying(log, 'was not taken').length >= 2);
    line.mend();
    await waitFor('a stored file', isReady);
    await waitFor('an empty folder', () => folder.sessions().length === 0);
  });

  it('a connection that breaks in the middle is begun anew, and leaves nothing', async () => {
    record('one', content);
    const log = start();
    await waitFor('the beginning of the file', async () => (await stored()).length > 0);
    line.cut();
    // The whole file may have been quicker.
    await waitFor(
      'an end of the try',
      async () => saying(log, 'was not taken').length > 0 || (await isReady()),
    );
    line.mend();
    await waitFor('an empty folder', () => folder.sessions().length === 0);
    expect(await row()).toMatchObject({ status: 'ready', checksum: checksumOf(content) });
    await waitFor('one file', async () => (await stored()).length === 1);
  });

  it('an API that hangs is given up and asked again', async () => {
    let asked = 0;
    const gate = http.createServer((request, response) => {
      asked += 1;
      if (asked === 1) return;
      const options = { method: request.method, headers: request.headers, agent: false };
      const onward = http.request(new URL(request.url ?? '', application.url), options, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    gate.listen(0, '127.0.0.1');
    await once(gate, 'listening');
    record('one', 'moving pictures');
    start(`http://127.0.0.1:${(gate.address() as AddressInfo).port}`, 2_000);
    await waitFor('a stored file', isReady);
    await waitFor('an empty folder', () => folder.sessions().length === 0);
    gate.closeAllConnections();
    gate.close();
  });
});

describe('the processes', () => {
  let compiled: CompiledApi;
  beforeAll(() => {
    compiled = new CompiledApi();
  });
  afterAll(() => compiled.remove());

  const store = () => {
    const { RECORDING_STORE: address } = application.environment;
    if (address?.kind !== 'disk') throw new Error('These specs keep recordings in a folder');
    return { RECORDING_STORE: pathToFileURL(address.folder).href, TURN_URLS: '' };
  };

  it(
    'of the API and of the courier may die in the middle of a file, and it arrives',
    async () => {
      const content = Buffer.alloc(200_000_000, 'moving pictures');
      const api = await compiled.start(application, store());
      const way = await CuttableLine.to(api.url);
      record('one', content);
      const settings = { GREENROOM_API_URL: way.over(api.url), RECORDINGS_FOLDER: folder.root };
      const first = await compiled.startCourier(application, settings);
      await waitFor('the beginning of the file', async () => (await stored()).length > 0, LONG_MS);
      first.signal('SIGKILL');
      api.signal('SIGKILL');
      await Promise.all([first.exited, api.exited]);
      const later = await compiled.start(application, store());
      const second = await compiled.startCourier(application, { ...settings, GREENROOM_API_URL: later.url });
      await waitFor('a stored file', isReady, LONG_MS);
      await waitFor('an empty folder', () => folder.sessions().length === 0, LONG_MS);
      expect(await row()).toMatchObject({ checksum: checksumOf(content) });
      second.signal('SIGTERM');
      await second.exited;
      expect(second.output).not.toContain('Error');
      later.signal('SIGTERM');
      await later.exited;
      way.close();
    },
    LONG_MS,
  );

  it(
    'of the courier ends at once when it is asked to, and says what is wrong with its settings',
    async () => {
      const settings = { GREENROOM_API_URL: application.url, RECORDINGS_FOLDER: folder.root };
      const courier = await compiled.startCourier(application, settings);
      courier.signal('SIGTERM');
      await courier.exited;
      expect(courier.isRunning).toBe(false);
      expect(courier.wasKilled).toBe(false);
      await expect(
        compiled.startCourier(application, { ...settings, RECORDINGS_FOLDER: 'here' }),
      ).rejects.toThrow('RECORDINGS_FOLDER');
    },
    LONG_MS,
  );
});
