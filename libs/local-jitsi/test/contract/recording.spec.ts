import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NS } from '../../src/namespaces.ts';
import { signBody } from '../../src/signature.ts';
import { attribute } from '../../src/stanza.ts';
import { CONFERENCE_SECRET } from '../support/fake-api.ts';
import { ANN, BOB, CID, startScene, type Scene } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { MUC, errorCondition, errorText, type XmppClient } from '../support/xmpp-client.ts';

const ROOM = 'room-1';

let scene: Scene;
let ann: XmppClient;
let bob: XmppClient;
let requests = 0;
beforeEach(async () => {
  scene = await startScene({ recording: true });
  ann = await scene.login(ANN);
  bob = await scene.login(BOB);
  await ann.join('a');
  await bob.join('b');
});
afterEach(() => scene.stop());

const ask = (client: XmppClient, action: string, attributes = 'recording_mode="file"') =>
  client.ask(
    `jibri-${++requests}`,
    'set',
    `${ROOM}@${MUC}/focus`,
    `<jibri xmlns="${NS.jibri}" action="${action}" ${attributes}/>`,
  );

const states = (): string[] => scene.api.states.map(({ state }) => state);

/** Waits until the focus says so. */
const focusSays = (client: XmppClient, status: 'on' | 'off') =>
  client.next((element) => element.getChild('jibri-recording-status')?.attrs.status === status);

async function control(command: string, body = '{}'): Promise<Response> {
  return fetch(`${scene.server.controlUrl}/rooms/${ROOM}/${command}`, {
    method: 'POST',
    body,
    headers: { 'x-greenroom-signature': signBody(body, CONFERENCE_SECRET, Date.now() / 1000) },
  });
}

describe('a recorder that is asked for', () => {
  it('comes when the API agrees: both see that it records, and the API is told', async () => {
    scene.api.recordable.add(ROOM);
    const answer = await ask(ann, 'start');
    expect(attribute(answer, 'type')).toBe('result');
    const session = answer.getChild('jibri')?.attrs.session_id as string;
    for (const client of [ann, bob]) {
      const status = (await focusSays(client, 'on')).getChild('jibri-recording-status');
      expect(status?.attrs).toMatchObject({ session_id: session, recording_mode: 'file' });
    }
    await until(() => states().length > 0);
    expect(scene.api.states).toMatchObject([{ room: ROOM, state: 'recorder-joined' }]);
    expect(errorCondition(await ask(ann, 'start'))).toBe('unexpected-request');
  });

  it('does not come while somebody has not agreed', async () => {
    const answer = await ask(ann, 'start');
    expect([errorCondition(answer), errorText(answer)]).toEqual([
      'policy-violation',
      'Not everybody has agreed',
    ]);
    expect(scene.api.recorderRequests).toEqual([ROOM]);
  });

  it('does not come when a candidate asks, nor somebody outside the room', async () => {
    scene.api.recordable.add(ROOM);
    const outside = await scene.login({ ...ANN, id: 'eve' });
    for (const client of [bob, outside]) {
      expect(errorCondition(await ask(client, 'start'))).toBe('forbidden');
    }
    expect(scene.api.recorderRequests).toEqual([]);
  });

  it('does not come while the API cannot be asked', async () => {
    scene.api.recordable.add(ROOM);
    await scene.api.stop();
    expect(errorCondition(await ask(ann, 'start'))).toBe('service-unavailable');
    await scene.api.start(Number(new URL(scene.apiUrl).port));
  });

  it('does not stream', async () => {
    scene.api.recordable.add(ROOM);
    for (const attributes of ['recording_mode="stream" streamid="x"', 'recording_mode="file" streamid="x"']) {
      expect(errorCondition(await ask(ann, 'start', attributes))).toBe('not-allowed');
    }
    expect(scene.api.recorderRequests).toEqual([]);
  });
});

describe('a recorder in the room', () => {
  beforeEach(async () => {
    scene.api.recordable.add(ROOM);
    await ask(ann, 'start');
    await focusSays(bob, 'on');
    await until(() => states().includes('recorder-joined'));
  });

  it('is seen by who comes later, and is nobody of those who are there', async () => {
    const cid = await scene.login(CID);
    await cid.join('c');
    await focusSays(cid, 'on');
    const answer = (await (await control('occupants')).json()) as { occupants: { id: string }[] };
    expect(answer.occupants.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(scene.api.events.map(({ occupant }) => occupant?.id)).not.toContain('recorder');
  });

  it('leaves when a moderator wants it, not when a candidate does', async () => {
    expect(errorCondition(await ask(bob, 'stop'))).toBe('forbidden');
    expect(attribute(await ask(ann, 'stop'), 'type')).toBe('result');
    await focusSays(bob, 'off');
    await until(() => states().length === 2);
    expect(states()).toEqual(['recorder-joined', 'recorder-left']);
  });

  it('is taken out when the API says so, once', async () => {
    expect((await control('stop-recording')).status).toBe(200);
    await focusSays(bob, 'off');
    await until(() => states().length === 2);
    expect(states()).toEqual(['recorder-joined', 'recorder-left']);
    expect((await control('stop-recording')).status).toBe(404);
    expect((await control('stop-recording', '{"room":"other"}')).status).toBe(400);
  });
});
