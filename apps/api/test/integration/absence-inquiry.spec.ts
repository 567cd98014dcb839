import { routes } from '@greenroom/contracts';
import { EVIDENCE_WAIT_MINUTES } from '@greenroom/domain';
import { type LocalJitsi, startLocalJitsi } from '@greenroom/local-jitsi';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NS } from '../../../../libs/local-jitsi/src/namespaces.ts';
import { XmppClient } from '../../../../libs/local-jitsi/test/support/xmpp-client.ts';
import { InterviewEnd } from '../../src/conference/interview-end.ts';
import {
  type AccountClient,
  freePort,
  startApplication,
  type TestApplication,
} from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import type { Client } from '../support/client.ts';
import { roomOf, type RoomOf } from '../support/conference.ts';
import { CuttableLine } from '../support/cuttable-line.ts';
import { interviewerOf } from '../support/interviewer-link.ts';
import { ReportGate } from '../support/report-gate.ts';
import { waitFor } from '../support/wait-for.ts';

/** The API with a real signalling server, whose reports can be held back, and which can be cut off from our questions. */
let application: TestApplication;
let jitsi: LocalJitsi;
let reports: ReportGate;
let line: CuttableLine;
let candidate: AccountClient;
let admin: AccountClient;
let interviewer: Client;
let room: RoomOf;
let start: Date;

beforeAll(async () => {
  const port = await freePort();
  const control = `http://127.0.0.1:${port}`;
  line = await CuttableLine.to(control);
  application = await startApplication({ settings: { CONFERENCE_CONTROL_URL: line.over(control) } });
  reports = new ReportGate(application.url);
  const { JITSI_APP_ID, JITSI_APP_SECRET, JITSI_DOMAIN, CONFERENCE_SECRET } = application.environment;
  jitsi = await startLocalJitsi({
    port,
    authority: { appId: JITSI_APP_ID, appSecret: JITSI_APP_SECRET, domain: JITSI_DOMAIN },
    conferenceSecret: CONFERENCE_SECRET,
    apiUrl: await reports.start(),
    presenceRetryMs: 5,
    hibernationMs: 3_600_000,
    now: () => application.clock.now().getTime(),
  });
  candidate = await application.candidate();
  admin = await application.admin();
});
afterAll(async () => {
  await jitsi.stop();
  reports.stop();
  line.close();
  await application.stop();
});
beforeEach(async () => {
  const row = await createInterview(application, { candidateId: candidate.accountId });
  room = roomOf(row);
  start = row.scheduledAt;
  interviewer = await interviewerOf(application, room);
});
afterEach(() => {
  reports.release();
  line.mend();
});

const params = () => ({ params: { interviewId: room.id } });
const row = () => application.database.client.interview.findUniqueOrThrow({ where: { id: room.id } });
const stays = () =>
  application.database.client.occupancy.findMany({
    where: { interviewId: room.id },
    select: { role: true, occupantId: true, joinedAt: true, leftAt: true },
    orderBy: { joinedAt: 'asc' },
  });
const eventsOf = (type: string) =>
  application.database.client.outboxEvent.findMany({ where: { interviewId: room.id, type } });
const tasks = () =>
  application.database.client.adminTask.findMany({
    where: { interviewId: room.id, resolvedAt: null },
    select: { kind: true, openedBy: true },
  });
const moveTo = (minute: number) => application.clock.moveTo(new Date(start.getTime() + minute * 60_000));

async function enter(person: Client, nick: string): Promise<XmppClient> {
  const { token } = await person.call(routes.createRoomGrant, { params: { roomName: room.roomName } });
  const client = await XmppClient.login(jitsi.port, token);
  await client.join(nick, room.roomName);
  return client;
}

const leave = (client: XmppClient, nick: string) => {
  const { JITSI_DOMAIN } = application.environment;
  client.send(
    `<presence xmlns="jabber:client" type="unavailable" to="${room.roomName}@muc.${JITSI_DOMAIN}/${nick}"/>`,
  );
};

const isKnown = (nick: string) =>
  waitFor(`the report of ${nick}`, async () => (await stays()).some((stay) => stay.occupantId === nick));

/** What a worker does for our interview: looks whether it is due, and does the work. Returns whether it was. */
async function sweep(): Promise<boolean> {
  const work = application.get(InterviewEnd);
  const due = await work.due(application.clock.now(), 1000);
  if (!due.some(({ id }) => id === room.id)) return false;
  await work.run(room.id);
  return true;
}

describe('an absence that the ledger speaks of', () => {
  it('is none when the signalling server says who is there: the report comes late and tells nothing new', async () => {
    await enter(candidate, 'aaaa');
    await isKnown('aaaa');
    reports.hold();
    await enter(interviewer, 'bbbb');
    moveTo(15.6);
    expect(await sweep()).toBe(true);
    expect(await row()).toMatchObject({ status: 'in-progress', outcome: null, evidenceGapSince: null });
    const ledger = await stays();
    expect(ledger).toMatchObject([
      { role: 'candidate', occupantId: 'aaaa', leftAt: null },
      { role: 'interviewer', occupantId: 'bbbb', leftAt: null },
    ]);

    reports.release();
    await waitFor('the late report', async () => {
      const known = { roomName: room.roomName, occupantId: 'bbbb' };
      return (await application.database.client.presenceEvent.count({ where: known })) === 2;
    });
    expect(await stays()).toEqual(ledger);
    expect(await eventsOf('person.joined')).toHaveLength(2);
  });

  it('is none although nothing was ever reported', async () => {
    await enter(candidate, 'aaaa');
    await isKnown('aaaa');
    reports.hold();
    await application.database.client.$transaction([
      application.database.client.presenceEvent.deleteMany({ where: { roomName: room.roomName } }),
      application.database.client.occupancy.deleteMany({ where: { interviewId: room.id } }),
    ]);
    await enter(interviewer, 'bbbb');
    moveTo(15.6);
    await sweep();
    expect(await row()).toMatchObject({ status: 'in-progress' });
    expect((await stays()).map(({ role }) => role)).toEqual(['candidate', 'interviewer']);
  });

  it('is none of somebody whose connection is cut for a moment', async () => {
    await enter(candidate, 'aaaa');
    await isKnown('aaaa');
    reports.hold();
    const cut = await enter(interviewer, 'bbbb');
    cut.send(`<enable xmlns="${NS.streamManagement}" resume="true"/>`);
    await cut.next(({ name }) => name === 'enabled');
    cut.cut();
    moveTo(15.6);
    await sweep();
    expect(await row()).toMatchObject({ status: 'in-progress', outcome: null });
  });

  it('is that of the one who is not there, when the server says so', async () => {
    await enter(candidate, 'aaaa');
    await isKnown('aaaa');
    moveTo(15.6);
    await sweep();
    expect(await row()).toMatchObject({ status: 'no-show', outcome: 'no-show-interviewer' });
  });

  it('is not that of a session cut short when the two have come back unreported', async () => {
    const ours = await enter(candidate, 'aaaa');
    const theirs = await enter(interviewer, 'bbbb');
    await waitFor('the interview in progress', async () => (await row()).status === 'in-progress');
    leave(ours, 'aaaa');
    leave(theirs, 'bbbb');
    await waitFor('the empty ledger', async () => (await stays()).every(({ leftAt }) => leftAt !== null));
    reports.hold();
    await application.database.client.interview.update({
      where: { id: room.id },
      data: { endsAt: new Date(start.getTime() + 30 * 60_000) },
    });
    await enter(candidate, 'aaaa');
    await enter(interviewer, 'bbbb');
    moveTo(32);
    expect(await sweep()).toBe(true);
    expect(await row()).toMatchObject({ status: 'in-progress', outcome: null });
    expect((await stays()).filter(({ leftAt }) => leftAt === null)).toHaveLength(2);
  });
});

describe('while the signalling server cannot be asked', () => {
  it('an absence waits, and is decided when it answers again', async () => {
    await enter(candidate, 'aaaa');
    await isKnown('aaaa');
    line.cut();
    moveTo(15.6);
    expect(await sweep()).toBe(true);
    const { evidenceGapSince, evidenceRetryAt, ...waiting } = await row();
    expect(waiting).toMatchObject({ status: 'scheduled', outcome: null, proposedOutcome: null });
    expect(Number(evidenceRetryAt)).toBeGreaterThan(Number(evidenceGapSince));

    line.mend();
    moveTo(17);
    expect(await sweep()).toBe(true);
    expect(await row()).toMatchObject({
      status: 'no-show',
      outcome: 'no-show-interviewer',
      evidenceGapSince: null,
      evidenceRetryAt: null,
    });
  });

  it('nobody is given up who has come meanwhile', async () => {
    await enter(candidate, 'aaaa');
    await isKnown('aaaa');
    reports.hold();
    line.cut();
    moveTo(15.6);
    await sweep();
    await enter(interviewer, 'bbbb');
    line.mend();
    moveTo(17);
    await sweep();
    expect(await row()).toMatchObject({ status: 'in-progress', evidenceGapSince: null });
  });

  it('an absence is only proposed in the end, and an administrator decides', async () => {
    await enter(candidate, 'aaaa');
    await isKnown('aaaa');
    line.cut();
    moveTo(15.6);
    await sweep();
    moveTo(20 + EVIDENCE_WAIT_MINUTES);
    expect(await sweep()).toBe(true);
    expect(await row()).toMatchObject({
      status: 'scheduled',
      outcome: null,
      proposedOutcome: 'no-show-interviewer',
    });
    expect(await tasks()).toEqual([{ kind: 'evidence-missing', openedBy: 'system' }]);
    expect(await eventsOf('outcome.decided')).toEqual([]);
    const receipt = await candidate.call(routes.getReceipt, params());
    expect(receipt.awaitsConfirmation).toBe(true);
    expect(receipt.evidenceGapSince).not.toBeNull();
    moveTo(60);
    expect(await sweep()).toBe(false);

    await admin.call(routes.decideOutcome, {
      ...params(),
      body: { outcome: 'no-show-interviewer', reason: 'She was ill, and has said so' },
    });
    expect(await row()).toMatchObject({ status: 'no-show', outcome: 'no-show-interviewer' });
    expect(await tasks()).toEqual([]);
  });

  it('what was proposed is let go when it is reported that the two have met', async () => {
    await enter(candidate, 'aaaa');
    await isKnown('aaaa');
    line.cut();
    reports.hold();
    await enter(interviewer, 'bbbb');
    moveTo(15.6);
    await sweep();
    moveTo(20 + EVIDENCE_WAIT_MINUTES);
    await sweep();
    expect(await row()).toMatchObject({ status: 'scheduled', proposedOutcome: 'no-show-interviewer' });
    reports.release();
    await waitFor('the interview in progress', async () => (await row()).status === 'in-progress');
    expect(await row()).toMatchObject({
      proposedOutcome: null,
      evidenceGapSince: null,
      evidenceRetryAt: null,
    });
    expect(await tasks()).toEqual([]);
  });

  it('a proposal is forgotten when an administrator moves the interview', async () => {
    line.cut();
    moveTo(15.6);
    await sweep();
    moveTo(20 + EVIDENCE_WAIT_MINUTES);
    await sweep();
    const after = (hours: number) => new Date(start.getTime() + hours * 3_600_000).toISOString();
    const { items } = await admin.call(routes.adminListNewTimes, {
      ...params(),
      query: { from: after(48), to: after(72) },
    });
    const startsAt = items[0]?.startsAt ?? '';
    await admin.call(routes.adminRescheduleInterview, {
      ...params(),
      body: { scheduleVersion: 0, startsAt, reason: 'The video server was down' },
    });
    expect(await row()).toMatchObject({
      proposedOutcome: null,
      evidenceGapSince: null,
      evidenceRetryAt: null,
    });
    expect(await tasks()).toEqual([]);
  });
});

describe('an answer that does not agree with the ledger', () => {
  it('puts the decision off: somebody has left, and the report of it is under way', async () => {
    const ours = await enter(candidate, 'aaaa');
    await isKnown('aaaa');
    reports.hold();
    leave(ours, 'aaaa');
    await ours.sees('aaaa', 'unavailable');
    moveTo(15.6);
    await sweep();
    expect(await row()).toMatchObject({ status: 'scheduled', outcome: null });
    reports.release();
    await waitFor('the empty ledger', async () => (await stays()).every(({ leftAt }) => leftAt !== null));
    moveTo(17);
    expect(await sweep()).toBe(true);
    expect(await row()).toMatchObject({ status: 'no-show', outcome: 'no-show-interviewer' });
  });
});
