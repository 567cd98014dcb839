import { routes } from '@greenroom/contracts';
import { type LocalJitsi, startLocalJitsi } from '@greenroom/local-jitsi';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { errorText, XmppClient } from '../../../../libs/local-jitsi/test/support/xmpp-client.ts';
import {
  freePort,
  type AccountClient,
  startApplication,
  type TestApplication,
} from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import type { Client } from '../support/client.ts';
import { roomOf, type RoomOf } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';
import { waitFor } from '../support/wait-for.ts';

/** The API with a real signalling server beside it: tokens, gate, presence and room end over the wire. */
let application: TestApplication;
let jitsi: LocalJitsi;
let candidate: AccountClient;
let interviewer: Client;
let room: RoomOf;

beforeAll(async () => {
  const port = await freePort();
  application = await startApplication({ settings: { CONFERENCE_CONTROL_URL: `http://127.0.0.1:${port}` } });
  const { JITSI_APP_ID, JITSI_APP_SECRET, JITSI_DOMAIN, CONFERENCE_SECRET } = application.environment;
  jitsi = await startLocalJitsi({
    port,
    authority: { appId: JITSI_APP_ID, appSecret: JITSI_APP_SECRET, domain: JITSI_DOMAIN },
    conferenceSecret: CONFERENCE_SECRET,
    apiUrl: application.url,
    presenceRetryMs: 5,
  });
  await application.startWorker();
  candidate = await application.candidate();
});
afterAll(async () => {
  await jitsi.stop();
  await application.stop();
});
beforeEach(async () => {
  room = roomOf(await createInterview(application, { candidateId: candidate.accountId }));
  interviewer = await interviewerOf(application, room);
});

const params = () => ({ roomName: room.roomName });
const view = () => candidate.call(routes.getRoom, { params: params() });

/** Connects a person with a fresh grant. */
async function connect(person: Client): Promise<XmppClient> {
  const { token } = await person.call(routes.createRoomGrant, { params: params() });
  return XmppClient.login(jitsi.port, token);
}

describe('a live room', () => {
  it('is in progress when both have come, and closes for both when one ends it', async () => {
    const ours = await connect(candidate);
    await ours.join('aaaa', room.roomName);
    expect(await view()).toMatchObject({ status: 'scheduled' });

    const theirs = await connect(interviewer);
    await theirs.join('bbbb', room.roomName);
    await waitFor('the interview in progress', async () => (await view()).status === 'in-progress');
    expect(await view()).toMatchObject({ otherPresent: true });

    await candidate.call(routes.endRoom, { params: params() });
    await ours.sees('aaaa', 'unavailable');
    await theirs.sees('bbbb', 'unavailable');
    await waitFor('the empty ledger', async () => !(await view()).otherPresent);
    expect(await view()).toMatchObject({ status: 'completed' });
  });

  it('stays shut for a token from before the end', async () => {
    const { token } = await candidate.call(routes.createRoomGrant, { params: params() });
    await application.database.client.interview.update({
      where: { id: room.id },
      data: { status: 'cancelled' },
    });
    const client = await XmppClient.login(jitsi.port, token);
    client.enter('aaaa', room.roomName);
    const refusal = await client.next((element) => errorText(element) !== undefined);
    expect(errorText(refusal)).toBe('The interview is over.');
  });

  it('counts a reload once and knows one tile', async () => {
    const theirs = await connect(interviewer);
    await theirs.join('bbbb', room.roomName);
    const first = await connect(candidate);
    await first.join('aaaa', room.roomName);
    first.cut();
    const second = await connect(candidate);
    await second.join('cccc', room.roomName);
    await theirs.sees('aaaa', 'unavailable');
    const stays = await waitFor('the second stay', async () => {
      const rows = await application.database.client.occupancy.findMany({
        where: { interviewId: room.id, role: 'candidate' },
      });
      return rows.length === 2 && rows;
    });
    expect(stays.filter(({ leftAt }) => leftAt === null)).toHaveLength(1);
    await interviewer.call(routes.endRoom, { params: params() });
    await second.sees('cccc', 'unavailable');
  });
});
