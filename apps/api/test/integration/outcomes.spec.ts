import { defaultPolicy, type Policy, routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InterviewEnd } from '../../src/conference/interview-end.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { roomOf, type RoomOf, Signalling } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';
import { statementsOf } from '../support/statements.ts';

let application: TestApplication;
let candidate: AccountClient;
let admin: AccountClient;

beforeAll(async () => {
  application = await startApplication();
  candidate = await application.candidate();
  admin = await application.admin();
});
afterAll(() => application.stop());

interface Scene {
  readonly room: RoomOf;
  readonly signalling: Signalling;
  readonly start: Date;
}

async function begin(policy: Partial<Policy> = {}): Promise<Scene> {
  const row = await createInterview(application, {
    candidateId: candidate.accountId,
    changes: { policy: { ...defaultPolicy, ...policy } },
  });
  const room = roomOf(row);
  return { room, signalling: new Signalling(application, room, row.scheduledAt), start: row.scheduledAt };
}
const paramsOf = ({ room }: Scene) => ({ params: { interviewId: room.id } });
const minutes = (count: number) => ({ second: count * 60 });
const moveTo = ({ signalling }: Scene, minute: number) =>
  application.clock.moveTo(signalling.at(minute * 60));
const rowOf = ({ room }: Scene) =>
  application.database.client.interview.findUniqueOrThrow({ where: { id: room.id } });
const eventsOf = async ({ room }: Scene) =>
  (
    await application.database.client.outboxEvent.findMany({
      where: { interviewId: room.id },
      orderBy: { id: 'asc' },
    })
  ).map(({ type, payload }) => ({ type, payload }));
const instant = ({ signalling }: Scene, minute: number) => signalling.at(minute * 60).toISOString();

async function sweep({ room }: Scene): Promise<boolean> {
  const work = application.get(InterviewEnd);
  const due = await work.due(application.clock.now(), 1000);
  if (!due.some(({ id }) => id === room.id)) return false;
  await work.run(room.id);
  return true;
}

async function meet(scene: Scene, until: number): Promise<void> {
  const { signalling } = scene;
  await signalling.report(
    signalling.created(),
    signalling.joined('interviewer'),
    signalling.joined('candidate', minutes(4)),
    signalling.left('candidate', minutes(until)),
    signalling.left('interviewer', minutes(until)),
  );
}

describe('the outcome of a session', () => {
  it('is decided by the evidence, and both read the same receipt', async () => {
    const scene = await begin();
    const interviewer = await interviewerOf(application, scene.room);
    await meet(scene, 47);
    moveTo(scene, 49);
    expect(await sweep(scene)).toBe(true);
    const receipt = await candidate.call(routes.getReceipt, paramsOf(scene));
    expect(receipt).toMatchObject({
      outcome: 'delivered',
      decidedBy: 'evidence',
      awaitsConfirmation: false,
      interviewer: [{ from: instant(scene, 0), to: instant(scene, 47) }],
      candidate: [{ from: instant(scene, 4), to: instant(scene, 47) }],
      togetherSeconds: 43 * 60,
    });
    expect(await interviewer.call(routes.getAssignmentReceipt, paramsOf(scene))).toEqual(receipt);
    expect(await admin.call(routes.adminGetReceipt, paramsOf(scene))).toEqual(receipt);
    expect(await eventsOf(scene)).toContainEqual({
      type: 'outcome.decided',
      payload: { outcome: 'delivered', previous: null, by: 'evidence' },
    });
  });

  it('is that it was cut short when it was ended by hand before its half', async () => {
    const scene = await begin();
    const { signalling } = scene;
    await signalling.report(
      signalling.created(),
      signalling.joined('interviewer'),
      signalling.joined('candidate'),
    );
    moveTo(scene, 10);
    await candidate.call(routes.endRoom, { params: { roomName: scene.room.roomName } });
    expect(await rowOf(scene)).toMatchObject({ status: 'completed', outcome: 'cut-short' });
  });

  it('is decided anew when more evidence comes late', async () => {
    const scene = await begin();
    const { signalling } = scene;
    await signalling.report(
      signalling.created(),
      signalling.joined('interviewer'),
      signalling.joined('candidate', { ...minutes(30), sequence: 20 }),
      signalling.left('candidate', { ...minutes(45), sequence: 21 }),
      signalling.left('interviewer', { ...minutes(45), sequence: 22 }),
    );
    moveTo(scene, 47);
    await sweep(scene);
    expect(await rowOf(scene)).toMatchObject({ outcome: 'cut-short' });
    await signalling.report(
      signalling.joined('candidate', { second: 60, sequence: 3, occupantId: 'first' }),
      signalling.left('candidate', { ...minutes(30), sequence: 4, occupantId: 'first' }),
    );
    expect(await rowOf(scene)).toMatchObject({ outcome: 'delivered', durationSeconds: 44 * 60 });
  });

  it.each([
    ['candidate', 'no-show-candidate'],
    ['interviewer', 'no-show-interviewer'],
  ] as const)('names the %s who did not come', async (absent, outcome) => {
    const scene = await begin();
    const { signalling } = scene;
    await signalling.report(
      signalling.created(),
      signalling.joined(absent === 'candidate' ? 'interviewer' : 'candidate'),
    );
    moveTo(scene, 15.6);
    expect(await sweep(scene)).toBe(true);
    expect(await rowOf(scene)).toMatchObject({ status: 'no-show', outcome, outcomeBy: 'evidence' });
  });

  it('opens a task when it is reported afterwards that the two have met', async () => {
    const scene = await begin();
    moveTo(scene, 15.6);
    await sweep(scene);
    await meet(scene, 40);
    const { items } = await admin.call(routes.adminListTasks, { query: { limit: 100 } });
    expect(items.filter(({ interview }) => interview.id === scene.room.id)).toMatchObject([
      { kind: 'late-evidence', openedBy: 'system', interview: { outcome: 'no-show-both' } },
    ]);
  });
});

describe('picture and sound', () => {
  const openTasks = async (scene: Scene) =>
    (
      await application.database.client.adminTask.findMany({
        where: { interviewId: scene.room.id, resolvedAt: null },
      })
    ).map(({ kind, openedBy }) => ({ kind, openedBy }));

  it('that arrived at a side stand in the receipt, and decide nothing', async () => {
    const scene = await begin();
    moveTo(scene, 5);
    await candidate.call(routes.reportMedia, { params: { roomName: scene.room.roomName } });
    await meet(scene, 47);
    moveTo(scene, 49);
    await sweep(scene);
    expect(await rowOf(scene)).toMatchObject({ outcome: 'delivered', outcomeBy: 'evidence' });
    expect(await openTasks(scene)).toEqual([]);
    const { mediaSeenAt } = await admin.call(routes.adminGetReceipt, paramsOf(scene));
    expect(mediaSeenAt).toEqual({ interviewer: null, candidate: expect.any(String) });
    expect(Date.parse(mediaSeenAt.candidate ?? '')).toBeGreaterThanOrEqual(
      scene.signalling.at(300).getTime(),
    );
  });

  it('that arrived nowhere let a person look at a session that counts as delivered', async () => {
    const scene = await begin();
    await meet(scene, 47);
    moveTo(scene, 49);
    await sweep(scene);
    expect(await rowOf(scene)).toMatchObject({ status: 'completed', outcome: 'delivered' });
    expect(await openTasks(scene)).toEqual([{ kind: 'media-unseen', openedBy: 'system' }]);
    await admin.call(routes.decideOutcome, {
      ...paramsOf(scene),
      body: { outcome: 'no-show-both', reason: 'Neither saw the other, as both have said' },
    });
    expect(await openTasks(scene)).toEqual([]);
  });

  it('are no matter of a session that did not take place, or was cut short', async () => {
    const missed = await begin();
    await candidate.call(routes.reportMedia, { params: { roomName: missed.room.roomName } });
    moveTo(missed, 15.6);
    await sweep(missed);
    expect(await rowOf(missed)).toMatchObject({ status: 'no-show', outcome: 'no-show-both' });
    const short = await begin();
    await meet(short, 10);
    moveTo(short, 47);
    await sweep(short);
    expect(await rowOf(short)).toMatchObject({ outcome: 'cut-short' });
    for (const scene of [missed, short]) expect(await openTasks(scene)).toEqual([]);
  });
});

describe('where an administrator has the last word', () => {
  it('an absence is proposed, waits, and is confirmed', async () => {
    const scene = await begin({ outcomeMode: 'propose' });
    const { signalling } = scene;
    await signalling.report(signalling.created(), signalling.joined('interviewer'));
    moveTo(scene, 15.6);
    await sweep(scene);
    expect(await rowOf(scene)).toMatchObject({
      status: 'scheduled',
      outcome: null,
      proposedOutcome: 'no-show-candidate',
    });
    expect(await sweep(scene)).toBe(false);
    expect((await candidate.call(routes.getReceipt, paramsOf(scene))).awaitsConfirmation).toBe(true);

    const decided = await admin.call(routes.decideOutcome, {
      ...paramsOf(scene),
      body: { outcome: 'no-show-candidate', reason: 'The candidate has said so' },
    });
    expect(decided).toMatchObject({ status: 'no-show', outcome: 'no-show-candidate' });
    expect(await eventsOf(scene)).toContainEqual({
      type: 'interview.no-show',
      payload: { absent: 'candidate' },
    });
    const { items } = await admin.call(routes.adminListTasks, { query: { status: 'resolved', limit: 100 } });
    expect(items.find(({ interview }) => interview.id === scene.room.id)).toMatchObject({
      kind: 'confirm-outcome',
      note: 'The candidate has said so',
    });
  });

  it('the proposal is withdrawn when the missing side comes after all', async () => {
    const scene = await begin({ outcomeMode: 'propose' });
    const { signalling } = scene;
    await signalling.report(signalling.created(), signalling.joined('interviewer'));
    moveTo(scene, 15.6);
    await sweep(scene);
    await signalling.report(signalling.joined('candidate', minutes(16)));
    expect(await rowOf(scene)).toMatchObject({ status: 'in-progress', proposedOutcome: null });
    const open = await application.database.client.adminTask.count({
      where: { interviewId: scene.room.id, resolvedAt: null },
    });
    expect(open).toBe(0);
  });

  it('a session that took place is completed, with its verdict proposed', async () => {
    const scene = await begin({ outcomeMode: 'propose' });
    await meet(scene, 46);
    moveTo(scene, 48);
    await sweep(scene);
    expect(await rowOf(scene)).toMatchObject({
      status: 'completed',
      outcome: null,
      proposedOutcome: 'delivered',
    });
  });
});

describe('the administrator’s word', () => {
  it('overrules the evidence, and the status follows', async () => {
    const scene = await begin();
    moveTo(scene, 15.6);
    await sweep(scene);
    moveTo(scene, 50);
    const reason = 'Our signalling server was down; both have said that they met';
    const decided = await admin.call(routes.decideOutcome, {
      ...paramsOf(scene),
      body: { outcome: 'delivered', reason },
    });
    expect(decided).toMatchObject({
      status: 'completed',
      outcome: 'delivered',
      completedAt: instant(scene, 45),
    });
    expect(await candidate.call(routes.getReceipt, paramsOf(scene))).toMatchObject({ decidedBy: 'admin' });
    const back = await admin.call(routes.decideOutcome, {
      ...paramsOf(scene),
      body: { outcome: 'no-show-interviewer', reason: 'It was another interview' },
    });
    expect(back).toMatchObject({ status: 'no-show', completedAt: null, durationSeconds: null });
    const detail = await admin.call(routes.adminGetInterview, paramsOf(scene));
    expect(detail.outcomeReason).toBe('It was another interview');
    const entries = await application.database.client.auditEntry.findMany({
      where: { subject: `interview:${scene.room.id}`, action: 'interview.outcome-decided' },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ details }) => details)).toMatchObject([
      { outcome: 'delivered', previous: 'no-show-both', reason },
      { outcome: 'no-show-interviewer', previous: 'delivered' },
    ]);
  });

  it('is not asked for before the start, for what was cancelled, or twice', async () => {
    const outcome = { outcome: 'delivered' as const, reason: 'As I say' };
    const early = await createInterview(application, {
      candidateId: candidate.accountId,
      startsInMinutes: 600,
    });
    const cancelled = await createInterview(application, {
      candidateId: candidate.accountId,
      status: 'cancelled',
    });
    const decided = await createInterview(application, {
      candidateId: candidate.accountId,
      status: 'completed',
      changes: { outcome: 'delivered', outcomeBy: 'evidence', outcomeAt: application.clock.now() },
    });
    for (const { id } of [early, cancelled, decided]) {
      const refusal = await admin.refused(routes.decideOutcome, {
        params: { interviewId: id },
        body: outcome,
      });
      expect(refusal.code).toBe('state-conflict');
    }
  });
});

describe('an appeal', () => {
  it('of either side opens a task, whose note both the list and the side read', async () => {
    const scene = await begin();
    const interviewer = await interviewerOf(application, scene.room);
    const { signalling } = scene;
    await signalling.report(signalling.created(), signalling.joined('interviewer'));
    moveTo(scene, 15.6);
    await sweep(scene);
    const receipt = await candidate.call(routes.appealOutcome, {
      ...paramsOf(scene),
      body: { text: 'I was in the room,\nbut saw nobody.' },
    });
    expect(receipt.appeal).toMatchObject({ text: 'I was in the room,\nbut saw nobody.', resolvedAt: null });
    const again = await candidate.refused(routes.appealOutcome, {
      ...paramsOf(scene),
      body: { text: 'Hello?' },
    });
    expect(again.code).toBe('state-conflict');
    const theirs = await interviewer.call(routes.appealAssignmentOutcome, {
      ...paramsOf(scene),
      body: { text: 'I waited for twenty minutes' },
    });
    expect(theirs.appeal?.text).toBe('I waited for twenty minutes');

    const { items } = await admin.call(routes.adminListTasks, { query: { limit: 100 } });
    const tasks = items.filter(({ interview }) => interview.id === scene.room.id);
    expect(tasks.map(({ openedBy }) => openedBy)).toEqual(['candidate', 'interviewer']);
    const [task] = tasks;
    if (!task) throw new Error('there is a task');
    const note = 'Your browser had no microphone; we move the interview for free.';
    await admin.call(routes.resolveTask, { params: { taskId: task.id }, body: { note } });
    const twice = await admin.refused(routes.resolveTask, { params: { taskId: task.id }, body: { note } });
    expect(twice.code).toBe('state-conflict');
    const { appeal } = await candidate.call(routes.getReceipt, paramsOf(scene));
    expect(appeal?.note).toBe(note);
    const { appeal: other } = await interviewer.call(routes.getAssignmentReceipt, paramsOf(scene));
    expect(other?.note).toBeNull();
  });

  it('is possible once something is decided, and for two weeks', async () => {
    const ahead = await createInterview(application, {
      candidateId: candidate.accountId,
      startsInMinutes: 600,
    });
    const old = await createInterview(application, {
      candidateId: candidate.accountId,
      status: 'completed',
      startsInMinutes: -15 * 1440,
      changes: { outcome: 'cut-short', outcomeBy: 'evidence', outcomeAt: application.clock.now() },
    });
    for (const { id } of [ahead, old]) {
      const refusal = await candidate.refused(routes.appealOutcome, {
        params: { interviewId: id },
        body: { text: 'I object' },
      });
      expect(refusal.code).toBe('state-conflict');
    }
  });
});

describe('the link of an interviewer who was missed', () => {
  it('lets them object for as long as the candidate may, and do nothing else', async () => {
    const scene = await begin();
    const { signalling, room } = scene;
    await signalling.report(signalling.created(), signalling.joined('candidate'));
    moveTo(scene, 15.6);
    await sweep(scene);
    const invited = await interviewerOf(application, room);
    const told = await interviewerOf(application, room, application.visitor(), 'outcome');
    moveTo(scene, 13 * 1_440);

    expect(await invited.refused(routes.getAssignment, paramsOf(scene))).toMatchObject({
      code: 'unauthenticated',
    });
    expect(await told.call(routes.getAssignmentReceipt, paramsOf(scene))).toMatchObject({
      outcome: 'no-show-interviewer',
    });
    const { roomName } = room;
    expect(await told.refused(routes.createRoomGrant, { params: { roomName } })).toMatchObject({
      code: 'interview-over',
    });
    const feedback = { comments: 'Well done', rating: 4 };
    expect(await told.refused(routes.submitFeedback, { ...paramsOf(scene), body: feedback })).toMatchObject({
      code: 'state-conflict',
    });
    const receipt = await told.call(routes.appealAssignmentOutcome, {
      ...paramsOf(scene),
      body: { text: 'The link did not let me in' },
    });
    expect(receipt.appeal).toMatchObject({ text: 'The link did not let me in' });

    moveTo(scene, 15 * 1_440);
    expect(await told.refused(routes.getAssignmentReceipt, paramsOf(scene))).toMatchObject({
      code: 'unauthenticated',
    });
  });
});

describe('the list of tasks', () => {
  it('is counted by one statement that reads the index of the open ones', async () => {
    const open = await application.database.client.adminTask.count({ where: { resolvedAt: null } });
    const statements = await statementsOf(async () => {
      expect(await admin.call(routes.adminCountTasks, {})).toEqual({ open });
    });
    expect(statements.filter(({ text }) => text.includes('admin_task'))).toHaveLength(1);
  });

  it('is read page by page, and refuses a cursor of its own invention', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.call(routes.adminListTasks, { query: { limit: 1, cursor } });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const open = await application.database.client.adminTask.findMany({
      where: { resolvedAt: null },
      orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    });
    expect(seen).toEqual(open.map(({ id }) => id));
    const refusal = await admin.refused(routes.adminListTasks, { query: { cursor: 'nonsense' } });
    expect(refusal.code).toBe('invalid-request');
  });
});
