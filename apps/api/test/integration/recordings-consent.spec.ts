/** Recording a room: nothing without the consent of both, and nothing kept against the will of one. */
import { randomUUID } from 'node:crypto';
import { recordingStatuses, type RoomRecording, routes } from '@greenroom/contracts';
import { activeRecordingStatuses } from '@greenroom/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import type { Client } from '../support/client.ts';
import { roomOf, type RoomOf } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';
import { createRecording, Recorder } from '../support/recordings.ts';

let application: TestApplication;
let candidate: AccountClient;
let interviewer: Client;
let room: RoomOf;
let recorder: Recorder;

beforeAll(async () => {
  application = await startApplication({ recordings: true });
  candidate = await application.candidate();
});
afterAll(() => application.stop());
beforeEach(async () => {
  room = roomOf(
    await createInterview(application, { candidateId: candidate.accountId, status: 'in-progress' }),
  );
  interviewer = await interviewerOf(application, room);
  recorder = new Recorder(application, room.roomName);
});

const params = () => ({ roomName: room.roomName });
const ask = () => interviewer.call(routes.askForRecording, { params: params() });
const view = () => candidate.call(routes.getRoomRecording, { params: params() });
const answer = (person: Client, decision: 'agree' | 'decline') =>
  person.call(routes.answerRecording, { params: params(), body: { decision } });
const stop = (person: Client) => person.call(routes.stopRecording, { params: params() });
const statusOf = ({ recording }: RoomRecording) => recording?.status;
const row = () => application.database.client.recording.findFirstOrThrow({ where: { interviewId: room.id } });
const deeds = async () => {
  const { id } = await row();
  const entries = await application.database.client.auditEntry.findMany({
    where: { subject: `recording:${id}` },
    orderBy: { id: 'asc' },
  });
  return entries.map(({ action, actorId }) => [action, actorId]);
};
const permit = async () => {
  await ask();
  await answer(candidate, 'agree');
};
const record = async () => {
  await permit();
  await recorder.joined();
};

describe('asking', () => {
  it('is the interviewer’s own consent, and outstanding for the candidate', async () => {
    expect(await view()).toEqual({ available: true, retentionDays: 30, recording: null });
    const asked = await ask();
    expect(asked).toEqual({
      available: true,
      retentionDays: 30,
      recording: {
        id: expect.any(String),
        status: 'asked',
        askedBy: 'interviewer',
        consents: { candidate: 'open', interviewer: 'given' },
        startedAt: null,
      },
    });
    expect(await view()).toEqual(asked);
  });

  it('twice at once, or again, is asking once', async () => {
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(second).toEqual(first);
    await answer(candidate, 'agree');
    expect(await ask()).toMatchObject({ recording: { id: first.recording?.id, status: 'permitted' } });
  });

  it('is not the candidate’s', async () => {
    const refusal = await candidate.refused(routes.askForRecording, { params: params() });
    expect(refusal).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it.each([
    ['before the room opens', { status: 'scheduled', startsInMinutes: 60 }, 'room-not-open'],
    ['after it has closed', { status: 'in-progress', startsInMinutes: -61 }, 'interview-over'],
    ['once the interview is over', { status: 'completed' }, 'interview-over'],
  ] as const)('is refused %s', async (_, wish, code) => {
    room = roomOf(await createInterview(application, { candidateId: candidate.accountId, ...wish }));
    interviewer = await interviewerOf(application, room);
    expect(await interviewer.refused(routes.askForRecording, { params: params() })).toMatchObject({ code });
  });

  it('is possible again after a no, as a new question', async () => {
    const first = await ask();
    await answer(candidate, 'decline');
    const second = await ask();
    expect(statusOf(second)).toBe('asked');
    expect(second.recording?.id).not.toBe(first.recording?.id);
  });
});

describe('a consent', () => {
  it('of the second side permits the recording', async () => {
    await ask();
    expect(await answer(candidate, 'agree')).toMatchObject({
      recording: { status: 'permitted', consents: { candidate: 'given', interviewer: 'given' } },
    });
    expect(await deeds()).toEqual([
      ['recording.asked', expect.stringMatching(/^interviewer:/)],
      ['recording.agreed', candidate.accountId],
    ]);
  });

  it('that is given twice at once is given once', async () => {
    await ask();
    const answers = await Promise.all([answer(candidate, 'agree'), answer(candidate, 'agree')]);
    expect(answers.map(statusOf)).toEqual(['permitted', 'permitted']);
    expect(await deeds()).toHaveLength(2);
  });

  it('that is given and taken back at once ends in a no, whichever comes first', async () => {
    await ask();
    await Promise.allSettled([answer(candidate, 'agree'), answer(candidate, 'decline')]);
    const { status } = await row();
    expect(status).toBe('declined');
    expect((await recorder.start()).status).toBe(403);
  });

  it('that is refused declines it, and cannot be given afterwards', async () => {
    await ask();
    expect(await answer(candidate, 'decline')).toMatchObject({
      recording: { status: 'declined', consents: { candidate: 'refused' } },
    });
    expect(await row()).toMatchObject({ reason: 'refused' });
    const refusal = await candidate.refused(routes.answerRecording, {
      params: params(),
      body: { decision: 'agree' },
    });
    expect(refusal).toMatchObject({ status: 409, code: 'state-conflict' });
  });

  it.each([['candidate'], ['interviewer']] as const)(
    'that the %s takes back before anything is recorded declines it',
    async (side) => {
      await permit();
      const declined = await answer(side === 'candidate' ? candidate : interviewer, 'decline');
      expect(declined).toMatchObject({
        recording: { status: 'declined', consents: { [side]: 'withdrawn' } },
      });
      expect(await row()).toMatchObject({ reason: 'withdrawn' });
      expect((await deeds()).at(-1)?.[0]).toBe('recording.withdrawn');
    },
  );

  it('that is taken back while it records sends the recorder away, and nothing is kept', async () => {
    await record();
    const withdrawn = await answer(candidate, 'decline');
    expect(withdrawn).toMatchObject({
      recording: { status: 'recording', consents: { candidate: 'withdrawn' } },
    });
    expect(await row()).toMatchObject({ stopRequestedAt: expect.any(Date) });
    const again = await candidate.refused(routes.answerRecording, {
      params: params(),
      body: { decision: 'agree' },
    });
    expect(again.code).toBe('state-conflict');
    await recorder.left();
    expect(statusOf(await view())).toBe('erased');
    expect(await row()).toMatchObject({ reason: 'withdrawn', checksum: null });
  });

  it('cannot be taken back in the room once the recorder has left', async () => {
    await record();
    await recorder.left();
    const refusal = await candidate.refused(routes.answerRecording, {
      params: params(),
      body: { decision: 'decline' },
    });
    expect(refusal).toMatchObject({ status: 409, code: 'state-conflict' });
  });
});

describe('the gate', () => {
  const refused = { status: 403, body: { error: { code: 'recording-refused' } } };

  it('lets a recorder in when both have agreed, and again when it comes back', async () => {
    await permit();
    const { id } = await row();
    expect(await recorder.start()).toMatchObject({ status: 200, body: { recordingId: id } });
    expect(await recorder.start(room.roomName.toUpperCase())).toMatchObject({ status: 200 });
    await recorder.joined();
    expect(await recorder.start()).toMatchObject({ status: 200 });
  });

  it('is shut before anybody asked, while an answer is outstanding, and for rooms that there are not', async () => {
    expect(await recorder.start()).toMatchObject(refused);
    await ask();
    expect(await recorder.start()).toMatchObject(refused);
    for (const name of ['a'.repeat(32), '../../etc/passwd', 'x', ''])
      expect(await recorder.start(name)).toMatchObject(refused);
  });

  it.each(recordingStatuses.filter((status) => status !== 'permitted' && status !== 'recording'))(
    'is shut for one that is %s',
    async (status) => {
      const reasons = { declined: 'withdrawn', failed: 'file-missing', erased: 'retention' } as const;
      const reason = status in reasons ? reasons[status as keyof typeof reasons] : null;
      const erasedAt = status === 'erased' ? new Date() : null;
      await createRecording(application, room.id, status, { reason, erasedAt });
      expect(await recorder.start()).toMatchObject(refused);
    },
  );

  it('is shut once somebody has said stop, and once the interview is over', async () => {
    await record();
    await stop(candidate);
    expect(await recorder.start()).toMatchObject(refused);
    await application.database.client.recording.updateMany({
      where: { interviewId: room.id },
      data: { stopRequestedAt: null },
    });
    expect((await recorder.start()).status).toBe(200);
    await application.database.client.interview.update({
      where: { id: room.id },
      data: { status: 'completed' },
    });
    expect(await recorder.start()).toMatchObject(refused);
  });
});

describe('what is told of the recorder', () => {
  it('makes it a recording from its coming to its leaving', async () => {
    await permit();
    const at = (second: number) => new Date(application.clock.now().getTime() + second * 1000).toISOString();
    const [joined, left] = [at(0), at(90)];
    expect((await recorder.joined({ occurredAt: joined })).body).toEqual({ accepted: 1 });
    expect(await view()).toMatchObject({ recording: { status: 'recording', startedAt: joined } });
    await recorder.left({ occurredAt: left });
    expect(statusOf(await view())).toBe('stopped');
    expect(await row()).toMatchObject({ startedAt: new Date(joined), stoppedAt: new Date(left) });
    const { items } = await candidate.call(routes.listRecordings, { params: { interviewId: room.id } });
    expect(items).toMatchObject([{ status: 'stopped', durationSeconds: 90, bytes: null, deleteAfter: null }]);
  });

  it('counts once, however often it comes', async () => {
    await permit();
    const joined = recorder.event('recorder-joined');
    const both = await Promise.all([recorder.report(joined), recorder.report(joined)]);
    expect(both.map(({ body }) => body.accepted).sort()).toEqual([0, 1]);
    expect((await recorder.report(joined)).body).toEqual({ accepted: 0 });
    expect(statusOf(await view())).toBe('recording');
  });

  it('is the same in whatever order it comes', async () => {
    await permit();
    const joined = recorder.event('recorder-joined');
    const left = recorder.event('recorder-left');
    await recorder.report(left);
    expect(statusOf(await view())).toBe('permitted');
    await recorder.report(joined);
    expect(statusOf(await view())).toBe('stopped');
  });

  it('of an earlier stay does not end a later one', async () => {
    await record();
    const before = new Date(application.clock.now().getTime() - 3_600_000).toISOString();
    await recorder.left({ occurredAt: before });
    expect(statusOf(await view())).toBe('recording');
  });

  it('says that it did not come: then one may be asked for anew', async () => {
    await permit();
    await recorder.failed();
    expect(await row()).toMatchObject({ status: 'failed', reason: 'recorder-failed' });
    expect(statusOf(await ask())).toBe('asked');
  });

  it('of one that came without permission makes no recording, and sends it away', async () => {
    await permit();
    await answer(candidate, 'decline');
    await recorder.joined();
    expect(await row()).toMatchObject({ status: 'declined', stopRequestedAt: expect.any(Date) });
  });

  it('of rooms that there are not is taken note of', async () => {
    const { body } = await recorder.joined({ room: `room-${randomUUID()}` });
    expect(body).toEqual({ accepted: 1 });
  });
});

describe('stopping', () => {
  it.each([['candidate'], ['interviewer']] as const)(
    'is the %s’s, and what there is is kept',
    async (side) => {
      await record();
      const person = side === 'candidate' ? candidate : interviewer;
      expect(statusOf(await stop(person))).toBe('recording');
      await stop(person);
      await recorder.left();
      expect(statusOf(await view())).toBe('stopped');
    },
  );

  it('before the recorder has come gives it up', async () => {
    await permit();
    expect(statusOf(await stop(interviewer))).toBe('declined');
  });

  it('is refused where there is nothing to stop', async () => {
    expect(await candidate.refused(routes.stopRecording, { params: params() })).toMatchObject({
      status: 409,
      code: 'state-conflict',
    });
  });
});

describe('the database itself', () => {
  it('names the same statuses as the contract', async () => {
    const [constraint] = await application.database.client.$queryRaw<{ definition: string }[]>`
      SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'recording_status_known'`;
    const named = [...(constraint?.definition ?? '').matchAll(/'([a-z-]+)'::text/g)].map(
      ([, status]) => status,
    );
    expect(named.sort()).toEqual([...recordingStatuses].sort());
  });

  it('has one active recording of an interview, and as many others as there were', async () => {
    const clear = { startedAt: null, stoppedAt: null };
    for (const status of activeRecordingStatuses) {
      const times = status === 'recording' ? { stoppedAt: null } : clear;
      const { id } = await createRecording(application, room.id, status, times);
      await expect(createRecording(application, room.id, 'asked', { ...clear })).rejects.toThrow();
      await application.database.client.recording.update({
        where: { id },
        data: { status: 'declined', reason: 'withdrawn' },
      });
    }
    await createRecording(application, room.id, 'stopped');
    await createRecording(application, room.id, 'ready');
  });

  it.each([
    ['a recorder without permission', 'recording', { permittedAt: null, stoppedAt: null }],
    ['an end before the beginning', 'stopped', { stoppedAt: new Date(0) }],
    ['a failure without a reason', 'failed', {}],
    ['a reason of another status', 'failed', { reason: 'retention' }],
    ['a file without its facts', 'ready', { checksum: null }],
    [
      'facts of a file that is erased',
      'erased',
      { reason: 'retention', erasedAt: new Date(), checksum: 'a'.repeat(64) },
    ],
    ['an erasure without its time', 'erased', { reason: 'retention' }],
    ['a side that there is not', 'stopped', { askedBy: 'admin' }],
  ] as const)('refuses %s', async (_, status, changes) => {
    await expect(createRecording(application, room.id, status, changes)).rejects.toThrow();
  });
});

describe('an installation that does not record', () => {
  let off: TestApplication;
  beforeAll(async () => {
    off = await startApplication();
  });
  afterAll(() => off.stop());

  it('says so, and takes nothing', async () => {
    const somebody = await off.candidate();
    const theirs = roomOf(
      await createInterview(off, { candidateId: somebody.accountId, status: 'in-progress' }),
    );
    const asking = await interviewerOf(off, theirs);
    const at = { params: { roomName: theirs.roomName } };
    expect(await somebody.call(routes.getRoomRecording, at)).toEqual({
      available: false,
      retentionDays: 30,
      recording: null,
    });
    expect((await somebody.call(routes.createRoomGrant, at)).recorderDomain).toBeNull();
    const refusals = [
      await asking.refused(routes.askForRecording, at),
      await somebody.refused(routes.answerRecording, { ...at, body: { decision: 'agree' } }),
      await somebody.refused(routes.stopRecording, at),
    ];
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 409, code: 'recording-off' });
    const recordings = new Recorder(off, theirs.roomName);
    await createRecording(off, theirs.id, 'permitted', { startedAt: null, stoppedAt: null });
    expect((await recordings.start()).status).toBe(403);
    await recordings.joined();
    await recordings.left();
    expect(await recordings.deliver({ content: 'x' })).toMatchObject({
      status: 409,
      body: { error: { code: 'recording-off' } },
    });
  });
});

describe('an installation that recorded once', () => {
  let once: TestApplication;
  beforeAll(async () => {
    once = await startApplication({ settings: { RECORDING_STORE: 'file:///nowhere/recordings' } });
  });
  afterAll(() => once.stop());

  it('offers no recording, and still shows those that it keeps', async () => {
    const somebody = await once.candidate();
    const theirs = roomOf(
      await createInterview(once, { candidateId: somebody.accountId, status: 'in-progress' }),
    );
    const at = { params: { roomName: theirs.roomName } };
    const asking = await interviewerOf(once, theirs);
    expect((await somebody.call(routes.getRoomRecording, at)).available).toBe(false);
    expect(await asking.refused(routes.askForRecording, at)).toMatchObject({ code: 'recording-off' });
    const { id } = await createRecording(once, theirs.id, 'ready');
    const { items } = await somebody.call(routes.listRecordings, { params: { interviewId: theirs.id } });
    expect(items).toMatchObject([{ id, status: 'ready' }]);
    const { url } = await somebody.call(routes.createDownloadLink, { params: { recordingId: id } });
    expect(url).toContain(id);
  });
});

it('a grant names the domain that recorders come from', async () => {
  const grant = await candidate.call(routes.createRoomGrant, { params: params() });
  expect(grant.recorderDomain).toBe('hidden.meet.jitsi');
});
