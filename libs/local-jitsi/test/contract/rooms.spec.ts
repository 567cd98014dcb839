import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NS } from '../../src/namespaces.ts';
import { attribute } from '../../src/stanza.ts';
import { ANN, BOB, CID, startScene, type Scene } from '../support/scene.ts';
import { roomToken } from '../support/room-token.ts';
import { until } from '../support/until.ts';
import {
  MUC,
  XmppClient,
  errorCondition,
  errorText,
  isPresenceOf,
  statusCodes,
} from '../support/xmpp-client.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
});
afterEach(() => scene.stop());

describe('entering', () => {
  it('refuses the login without a believed token and says which check failed', async () => {
    const { port } = scene.server;
    const client = await XmppClient.authenticate(port, roomToken({ claims: { aud: '*' } }));
    const failure = await client.next((element) => element.name === 'failure');
    expect(failure.getChild('not-allowed')).toBeDefined();
    expect(failure.getChildText('text')).toMatch(/audience/);
  });

  it('lets nobody in who sends stanzas before the login', async () => {
    const client = await XmppClient.open(scene.server.port, roomToken());
    client.enter('x');
    await until(
      () => client.closed || client.received.some((element) => attribute(element, 'type') === 'error'),
    );
    const ann = await scene.login(ANN);
    await ann.join('a');
    expect(ann.received.some((element) => isPresenceOf(element, 'x'))).toBe(false);
    expect(scene.api.gateRequests).toHaveLength(1);
  });

  it('lets people see each other with the identity of their tokens', async () => {
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    await ann.join('a');
    await bob.join('b');
    const seen = await ann.sees('b', 'available');
    const user = seen.getChild('identity')?.getChild('user');
    expect([user?.getChildText('id'), user?.getChildText('name')]).toEqual(['bob', 'Bob']);
    expect(await bob.sees('a', 'available')).toBeDefined();
  });

  it('replaces a forged identity, at entry and in every later presence', async () => {
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    await ann.join('a');
    const forged = `<identity><user><id>ceo</id></user></identity>`;
    bob.send(
      `<presence xmlns="jabber:client" to="room-1@${MUC}/b"><x xmlns="${NS.muc}"/>${forged}</presence>`,
    );
    const first = await ann.sees('b', 'available');
    expect(first.toString()).not.toContain('ceo');
    bob.send(`<presence xmlns="jabber:client" to="room-1@${MUC}/b"><again/>${forged}</presence>`);
    const second = await ann.next((element) => element.getChild('again') !== undefined);
    expect(second.toString()).not.toContain('ceo');
    expect(second.getChildren('identity')).toHaveLength(1);
  });

  it('refuses a room other than that of the token, at the focus and at the room itself', async () => {
    const eve = await scene.login(BOB, 'room-2');
    const answer = await eve.ask(
      'focus',
      'set',
      'focus.meet.jitsi',
      `<conference xmlns="${NS.focus}" room="room-1@${MUC}"/>`,
    );
    expect(errorCondition(answer)).toBe('not-authorized');
    eve.enter('e', 'room-1');
    const refusal = await eve.next((element) => element.name === 'presence');
    expect(errorCondition(refusal)).toBe('not-allowed');
    expect(scene.api.gateRequests).toHaveLength(0);
  });

  it('lets nobody in under a name that is no endpoint id, since names are part of every report', async () => {
    for (const nick of ['x'.repeat(65), 'a b', 'ü', '&lt;b&gt;']) {
      const client = await scene.login(BOB, 'odd');
      client.enter(nick, 'odd');
      const refusal = await client.next(({ name, attrs }) => name === 'presence' && attrs.type === 'error');
      expect(errorCondition(refusal)).toBe('jid-malformed');
      client.cut();
    }
    expect(scene.api.typesOf('odd')).not.toContain('occupant-joined');
  });

  it('answers the focus request when the gate agrees', async () => {
    const ann = await scene.login(ANN);
    const answer = await ann.ask(
      'focus',
      'set',
      'focus.meet.jitsi',
      `<conference xmlns="${NS.focus}" room="room-1@${MUC}"/>`,
    );
    expect(attribute(answer.getChild('conference', NS.focus) ?? answer, 'ready')).toBe('true');
  });
});

describe('the reservation gate', () => {
  it('is asked before a room is created, once for people who come together', async () => {
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    await Promise.all([ann.join('a'), bob.join('b')]);
    const posts = scene.api.gateRequests.filter((request) => request.method === 'POST');
    expect(posts).toHaveLength(1);
    expect(posts[0]?.authorization).toBe('Bearer a-secret-between-api-and-server');
    expect(new URLSearchParams(posts[0]?.body).get('name')).toBe('room-1');
  });

  it('keeps people out with its own message, at the focus and at the room', async () => {
    scene.api.refusal = { status: 403, body: { message: 'The interview has not been paid' } };
    const ann = await scene.login(ANN);
    const answer = await ann.ask(
      'focus',
      'set',
      'focus.meet.jitsi',
      `<conference xmlns="${NS.focus}" room="room-1@${MUC}"/>`,
    );
    expect(errorText(answer)).toBe('The interview has not been paid');
    expect(answer.getChild('error')?.getChild('reservation-error')?.attrs['error-code']).toBe('403');
    ann.enter('a');
    const presence = await ann.next((element) => element.name === 'presence');
    expect(errorCondition(presence)).toBe('not-allowed');
    expect(errorText(presence)).toBe('The interview has not been paid');
    expect(scene.api.events).toHaveLength(0);
  });

  it('takes the existing reservation on a conflict', async () => {
    scene.api.conflictId = 'reservation-1';
    const ann = await scene.login(ANN);
    await ann.join('a');
    expect(scene.api.gateRequests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/conference/reservation/conference',
      'GET /api/conference/reservation/conference/reservation-1',
    ]);
  });

  it('keeps people out while the API is away', async () => {
    await scene.api.stop();
    const ann = await scene.login(ANN);
    ann.enter('a');
    const presence = await ann.next((element) => element.name === 'presence');
    expect(errorText(presence)).toBe('The reservation service cannot be reached');
  });

  it('ends the room for everybody when the reserved time is over, and says so', async () => {
    scene.api.durationSeconds = 2;
    const ann = await scene.login(ANN);
    await ann.join('a');
    const farewell = await ann.sees('a', 'unavailable');
    const destroy = farewell.getChild('x', NS.mucUser)?.getChild('destroy');
    expect(destroy?.getChildText('reason')).toBe('The reserved time is over');
  });

  it('turns away who is one too many', async () => {
    scene.api.maxOccupants = 2;
    const [ann, bob, cid] = [await scene.login(ANN), await scene.login(BOB), await scene.login(CID)];
    await ann.join('a');
    await bob.join('b');
    cid.enter('c');
    const refusal = await cid.next((element) => attribute(element, 'type') === 'error');
    expect(errorCondition(refusal)).toBe('service-unavailable');
    const bobAgain = await scene.login(BOB);
    await bobAgain.join('b2');
  });

  it('is told when the room is gone', async () => {
    const ann = await scene.login(ANN);
    await ann.join('a');
    ann.send(`<presence xmlns="jabber:client" type="unavailable" to="room-1@${MUC}/a"/>`);
    await until(() => scene.api.gateRequests.some((request) => request.method === 'DELETE'));
  });
});

describe('inside', () => {
  it('keeps the chat for who comes later', async () => {
    const ann = await scene.login(ANN);
    await ann.join('a');
    ann.say('hello &lt;b&gt; ünï 👋');
    await ann.hears('hello <b> ünï 👋');
    const bob = await scene.login(BOB);
    await bob.join('b');
    const message = await bob.hears('hello <b> ünï 👋');
    expect(message.getChild('delay', NS.delay)).toBeDefined();
    expect(attribute(message, 'from')).toBe(`room-1@${MUC}/a`);
  });

  it('carries requests between two people', async () => {
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    await ann.join('a');
    await bob.join('b');
    ann.send(`<iq xmlns="jabber:client" type="set" id="j1" to="room-1@${MUC}/b"><jingle/></iq>`);
    // Under whatever id: a server may write its own on the way, and takes it back on the way of the answer.
    const request = await bob.next((element) => element.getChild('jingle') !== undefined);
    expect(attribute(request, 'from')).toBe(`room-1@${MUC}/a`);
    const id = attribute(request, 'id') ?? '';
    bob.send(`<iq xmlns="jabber:client" type="result" id="${id}" to="room-1@${MUC}/a"/>`);
    const answer = await ann.next((element) => attribute(element, 'id') === 'j1');
    expect(attribute(answer, 'from')).toBe(`room-1@${MUC}/b`);
  });

  it('lets a moderator remove a participant', async () => {
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    await ann.join('a');
    await bob.join('b');
    expect(attribute(await ann.kick('k', 'b'), 'type')).toBe('result');
    const farewell = await bob.sees('b', 'unavailable');
    expect(statusCodes(farewell)).toEqual(['307', '110']);
    expect(farewell.getChild('flip_device')).toBeUndefined();
  });

  it('lets no participant remove anybody, nor become owner, nor a moderator make one', async () => {
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    await ann.join('a');
    await bob.join('b');
    expect(errorCondition(await bob.kick('k', 'a'))).toBe('forbidden');
    const grant = `<query xmlns="${NS.mucAdmin}"><item nick="b" affiliation="owner"/></query>`;
    expect(errorCondition(await bob.ask('g', 'set', `room-1@${MUC}`, grant))).toBe('forbidden');
    expect(errorCondition(await ann.ask('g', 'set', `room-1@${MUC}`, grant))).toBe('not-allowed');
  });

  it('does not let a moderator remove another', async () => {
    const ann = await scene.login(ANN);
    const amy = await scene.login({ id: 'amy', name: 'Amy', moderator: true });
    await ann.join('a');
    await amy.join('y');
    expect(errorCondition(await ann.kick('k', 'y'))).toBe('not-allowed');
  });
});
