import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NS } from '../../../libs/local-jitsi/src/namespaces.ts';
import { signBody } from '../../../libs/local-jitsi/src/signature.ts';
import { attribute } from '../../../libs/local-jitsi/src/stanza.ts';
import { CONFERENCE_SECRET } from '../../../libs/local-jitsi/test/support/fake-api.ts';
import { ANN, BOB } from '../../../libs/local-jitsi/test/support/scene.ts';
import { until } from '../../../libs/local-jitsi/test/support/until.ts';
import {
  MUC,
  errorCondition,
  errorText,
  isPresenceOf,
  statusCodes,
  type XmppClient,
} from '../../../libs/local-jitsi/test/support/xmpp-client.ts';
import { RECORDING, focusIn, isRequest, recorderAt, taken } from './support/components.ts';
import { startProsodyScene, type ProsodyScene } from './support/prosody-scene.ts';

const ROOM = 'room-1';
const START = `<jibri xmlns="${NS.jibri}" action="start" recording_mode="file"/>`;

let scene: ProsodyScene;
let ann: XmppClient;
let bob: XmppClient;
let focus: XmppClient;
let requests: number;

async function open(patienceSeconds?: number): Promise<void> {
  scene = await startProsodyScene({
    recording: { ...RECORDING, recorderPatienceSeconds: patienceSeconds },
  });
  // As many as are there before a recorder comes.
  scene.api.maxOccupants = 2;
  focus = await focusIn(ROOM, scene.prosody.port);
  ann = await scene.login(ANN);
  bob = await scene.login(BOB);
  await ann.join('a');
  await bob.join('b');
  requests = 0;
}

const request = (client: XmppClient, content = START, to = `${ROOM}@${MUC}/focus`) =>
  client.ask(`jibri-${++requests}`, 'set', to, content);

/** Asks as a moderator in a room whose people have agreed, and answers as the focus. */
async function start(): Promise<void> {
  scene.api.recordable.add(ROOM);
  const answer = request(ann);
  await taken(focus, 'start');
  expect(attribute(await answer, 'type')).toBe('result');
}

async function control(command: string): Promise<number> {
  const signature = signBody('{}', CONFERENCE_SECRET, Date.now() / 1000);
  const answer = await fetch(`${scene.prosody.controlUrl}/rooms/${ROOM}/${command}`, {
    method: 'POST',
    body: '{}',
    headers: { 'x-greenroom-signature': signature },
  });
  return answer.status;
}

const toldStates = (): string[] => scene.api.states.map(({ state }) => state);

async function refusedEntry(recorder: XmppClient, nick: string, room = ROOM): Promise<string | undefined> {
  recorder.enter(nick, room);
  const answer = await recorder.next(
    (element) => element.name === 'presence' && attribute(element, 'type') === 'error',
  );
  return errorCondition(answer);
}

afterEach(() => scene.stop());

describe('a recorder is started', () => {
  beforeEach(() => open());

  it('by a moderator after the API has agreed: the focus gets the request as it was sent', async () => {
    scene.api.recordable.add(ROOM);
    const answer = request(ann);
    const received = await taken(focus, 'start');
    expect(received.getChild('jibri')?.attrs).toEqual({
      xmlns: NS.jibri,
      action: 'start',
      recording_mode: 'file',
    });
    expect(attribute(received, 'from')).toBe(`${ROOM}@${MUC}/a`);
    expect((await answer).getChild('jibri')?.attrs.session_id).toBe('1');
    expect(scene.api.recorderRequests).toEqual([ROOM]);
  });

  it('not by a candidate, whatever the API would say, nor by somebody outside', async () => {
    scene.api.recordable.add(ROOM);
    expect(errorCondition(await request(bob))).toBe('forbidden');
    const outside = await scene.login({ ...ANN, id: 'eve' });
    expect(errorCondition(await request(outside))).toBe('forbidden');
    expect(scene.api.recorderRequests).toEqual([]);
  });

  it('not while somebody has not agreed', async () => {
    const answer = await request(ann);
    expect(errorCondition(answer)).toBe('policy-violation');
    expect(errorText(answer)).toBe('Not everybody has agreed');
    expect(focus.received.filter((element) => isRequest(element))).toEqual([]);
  });

  it('not while the API is away', async () => {
    scene.api.recordable.add(ROOM);
    await scene.stopApi();
    expect(errorCondition(await request(ann))).toBe('service-unavailable');
    await scene.startApi();
    expect(focus.received.filter((element) => isRequest(element))).toEqual([]);
  });

  it.each([
    ['streams', `<jibri xmlns="${NS.jibri}" action="start" recording_mode="stream" streamid="x"/>`],
    ['would stream under the name of a file', START.replace('/>', ' streamid="x"/>')],
    ['calls a telephone', START.replace('/>', ' sipaddress="sip:x@example.com"/>')],
    ['hands data to the recorder', START.replace('/>', ' app_data="{}"/>')],
    ['does not say what it is', `<jibri xmlns="${NS.jibri}" action="start"/>`],
  ])('not by a request that %s', async (_what, content) => {
    scene.api.recordable.add(ROOM);
    expect(errorCondition(await request(ann, content))).toBe('not-allowed');
    expect(scene.api.recorderRequests).toEqual([]);
  });

  it('only by way of the focus', async () => {
    scene.api.recordable.add(ROOM);
    expect(errorCondition(await request(ann, START, `${ROOM}@${MUC}/b`))).toBe('item-not-found');
    expect(bob.received.filter((element) => isRequest(element))).toEqual([]);
  });
});

describe('a recorder with the right password', () => {
  beforeEach(() => open());

  it('stays out of rooms for which nobody has asked for it', async () => {
    const recorder = await recorderAt(scene.prosody.port);
    expect(await refusedEntry(recorder, 'r')).toBe('forbidden');
    await start();
    const another = await recorderAt(scene.prosody.port);
    expect(await refusedEntry(another, 'r', 'room-2')).toBe('forbidden');
  });

  it.each([
    ['the bridges', `<presence to="jvbbrewery@internal-muc.meet.jitsi/r"><x xmlns="${NS.muc}"/></presence>`],
    ['people', `<message to="${ROOM}@${MUC}/b" type="chat"><body>x</body></message>`],
    [
      'the focus about a room that is not to be recorded',
      `<iq id="1" type="set" to="focus.meet.jitsi"><conference xmlns="${NS.focus}" room="${ROOM}@${MUC}"/></iq>`,
    ],
  ])('does not reach %s', async (_what, stanza) => {
    const recorder = await recorderAt(scene.prosody.port);
    recorder.send(stanza.replace(' ', ' xmlns="jabber:client" '));
    const answer = await recorder.next(({ attrs }) => attrs.type === 'error');
    expect(errorCondition(answer)).toBe('forbidden');
  });

  it('comes in once it was asked for, as a participant, and is not counted among the people', async () => {
    await start();
    const recorder = await recorderAt(scene.prosody.port);
    await recorder.join('r');
    const item = (await ann.sees('r', 'available')).getChild('x', NS.mucUser)?.getChild('item')?.attrs;
    expect(item).toMatchObject({ affiliation: 'none', role: 'participant' });
    expect(item?.jid).toMatch('recorder@hidden.meet.jitsi/');
    await until(() => toldStates().includes('recorder-joined'));
    expect(scene.api.states[0]?.room).toBe(ROOM);
    // It leads nothing: somebody who is in the room is not removed by it.
    expect(errorCondition(await recorder.kick('kick', 'b'))).toBe('forbidden');
    bob.send(`<presence xmlns="jabber:client" type="unavailable" to="${ROOM}@${MUC}/b"/>`);
    await until(() => scene.api.typesOf(ROOM).includes('occupant-left'));
    expect(scene.api.events.map(({ occupant }) => occupant?.id)).toEqual([undefined, 'a', 'b', 'b']);
  });

  it('comes alone, and does not come back by itself', async () => {
    await start();
    const recorder = await recorderAt(scene.prosody.port);
    await recorder.join('r');
    const second = await recorderAt(scene.prosody.port);
    expect(await refusedEntry(second, 's')).toBe('forbidden');
    expect(errorCondition(await request(ann))).toBe('unexpected-request');
    recorder.send(`<presence xmlns="jabber:client" type="unavailable" to="${ROOM}@${MUC}/r"/>`);
    await until(() => toldStates().includes('recorder-left'));
    const again = await recorderAt(scene.prosody.port);
    expect(await refusedEntry(again, 'r')).toBe('forbidden');
  });

  it('is taken out when the API says so, and the focus hears that it is to stop', async () => {
    await start();
    const recorder = await recorderAt(scene.prosody.port);
    await recorder.join('r');
    expect(await control('stop-recording')).toBe(200);
    const farewell = await recorder.next(
      (element) => isPresenceOf(element, 'r') && attribute(element, 'type') === 'unavailable',
    );
    expect(statusCodes(farewell)).toContain('307');
    expect(attribute(await taken(focus, 'stop'), 'from')).toBe(`${ROOM}@${MUC}/a`);
    await until(() => toldStates().length === 2);
    expect(toldStates()).toEqual(['recorder-joined', 'recorder-left']);
    expect(await control('stop-recording')).toBe(404);
    const again = await recorderAt(scene.prosody.port);
    expect(await refusedEntry(again, 'r')).toBe('forbidden');
  });

  it('is not let in when a consent was taken back since it was asked for', async () => {
    await start();
    scene.api.recordable.delete(ROOM);
    const recorder = await recorderAt(scene.prosody.port);
    expect(await refusedEntry(recorder, 'r')).toBe('forbidden');
    expect(scene.api.recorderRequests).toEqual([ROOM, ROOM]);
  });

  it('is not let in any more when the API says so before it came', async () => {
    await start();
    expect(await control('stop-recording')).toBe(404);
    const recorder = await recorderAt(scene.prosody.port);
    expect(await refusedEntry(recorder, 'r')).toBe('forbidden');
    await until(() => toldStates().length === 1);
    expect(toldStates()).toEqual(['recorder-failed']);
  });

  it('is stopped by a moderator by way of the focus, not by a candidate', async () => {
    await start();
    const stop = `<jibri xmlns="${NS.jibri}" action="stop" recording_mode="file"/>`;
    expect(errorCondition(await request(bob, stop))).toBe('forbidden');
    const answer = request(ann, stop);
    await taken(focus, 'stop');
    expect(attribute(await answer, 'type')).toBe('result');
  });

  it('what became of it is told once and in order although the API is restarted meanwhile', async () => {
    await start();
    const recorder = await recorderAt(scene.prosody.port);
    await recorder.join('r');
    await scene.stopApi();
    recorder.send(`<presence xmlns="jabber:client" type="unavailable" to="${ROOM}@${MUC}/r"/>`);
    await recorder.sees('r', 'unavailable');
    await scene.startApi();
    await until(() => toldStates().length === 2);
    await start();
    const next = await recorderAt(scene.prosody.port);
    await next.join('s');
    await until(() => toldStates().length > 2);
    expect(toldStates()).toEqual(['recorder-joined', 'recorder-left', 'recorder-joined']);
    expect(new Set(scene.api.states.map(({ id }) => id)).size).toBe(3);
  });
});

it('a recorder that does not come in time has failed, and comes no more', async () => {
  await open(1);
  await start();
  await until(() => toldStates().includes('recorder-failed'));
  const recorder = await recorderAt(scene.prosody.port);
  expect(await refusedEntry(recorder, 'r')).toBe('forbidden');
});
