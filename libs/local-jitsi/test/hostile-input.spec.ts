import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connect } from 'node:net';
import { NS } from '../src/namespaces.ts';
import { BOB, ANN, startScene, type Scene } from './support/scene.ts';
import { roomToken } from './support/room-token.ts';
import { until } from './support/until.ts';
import { MUC, XmppClient, errorCondition } from './support/xmpp-client.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

const C = 'xmlns="jabber:client"';
const SM = `xmlns="${NS.streamManagement}"`;
const deep = (count: number): string => '<b>'.repeat(count) + '</b>'.repeat(count);
const corpus: (string | Buffer)[] = [
  '',
  '<',
  '<a',
  '</a>',
  'x',
  '<iq/>',
  `<iq ${C}/>`,
  `<presence ${C}/>`,
  `<presence ${C} to="${MUC}"/>`,
  `<presence ${C} to="@${MUC}/"/>`,
  `<presence ${C} to="room-1@${MUC}"/>`,
  `<presence ${C} type="unavailable" to="room-1@${MUC}/x"/>`,
  `<message ${C} to="room-1@${MUC}"/>`,
  `<message ${C} to="room-1@${MUC}/nobody"><body>x</body></message>`,
  `<iq ${C} type="get" id="1" to="room-1@${MUC}/nobody"/>`,
  `<iq ${C} type="set" id="1" to="focus.meet.jitsi"><conference xmlns="${NS.focus}"/></iq>`,
  `<iq ${C} type="set" id="1" to="room-1@${MUC}"><query xmlns="${NS.mucAdmin}"><item/></query></iq>`,
  `<iq ${C} type="get" to="other.host"/>`,
  `<iq ${C} type="result" to="room-1@${MUC}/nobody"/>`,
  `<iq ${C} type="set" id="1"><bind xmlns="${NS.bind}"/></iq>`,
  `<auth xmlns="${NS.sasl}" mechanism="PLAIN">AGEAYg==</auth>`,
  `<resume ${SM}/>`,
  `<resume ${SM} previd="x" h="x"/>`,
  `<a ${SM} h="zz"/>`,
  `<a ${SM} h="-99999"/>`,
  `<a ${SM} h="99999999999999"/>`,
  `<r ${SM}/>`,
  `<enable ${SM}/>`,
  `<close xmlns="${NS.framing}"/>`,
  '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
  '<?xml version="1.0"?><open/>',
  `<message ${C} type="groupchat" to="room-1@${MUC}"><body>${deep(5000)}</body></message>`,
  `<presence ${C} to="room-1@${MUC}/n"><x xmlns="${NS.muc}"/>${deep(60)}</presence>`,
  `<a>${'x'.repeat(300 * 1024)}</a>`,
  Buffer.from([0, 255, 254]),
];

/** The server is up when somebody new can enter a room and hear the own voice. */
async function expectAlive(): Promise<void> {
  const ann = await scene.login(ANN, 'alive');
  await ann.join('a', 'alive');
  ann.say('hello', 'alive');
  await ann.hears('hello');
  ann.cut();
}

describe('hostile input', () => {
  it('of somebody who sends stanzas before the login closes the socket', async () => {
    const client = await XmppClient.open(scene.server.port, roomToken());
    client.enter('x');
    await until(() => client.closed);
  });

  it('before the login leaves the server up', async () => {
    for (const input of corpus) {
      const client = await XmppClient.open(scene.server.port, roomToken());
      client.send(input);
      client.cut();
    }
    await expectAlive();
  });

  it('after the login, outside and inside a room, leaves the server up', async () => {
    for (const input of corpus) {
      const client = await scene.login(BOB);
      client.send(input);
      client.enter('n');
      client.send(input);
      client.send(`<iq ${C} type="get" id="end"><ping xmlns="${NS.ping}"/></iq>`);
      await client.settles('end');
      client.cut();
    }
    await expectAlive();
  });

  it('made of random stanzas leaves the server up', async () => {
    const name = fc.constantFrom('iq', 'presence', 'message', 'a', 'r', 'resume', 'enable', 'open', 'close');
    const to = fc.constantFrom('', `room-1@${MUC}`, `room-1@${MUC}/n`, MUC, 'focus.meet.jitsi', 'meet.jitsi');
    const child = fc.constantFrom(
      `<x xmlns="${NS.muc}"/>`,
      `<query xmlns="${NS.mucAdmin}"><item nick="n" role="none"/></query>`,
      '<body>x</body>',
      '<subject>y</subject>',
      `<identity><user><id>z</id></user></identity>`,
    );
    const type = fc.constantFrom('', 'get', 'set', 'result', 'error', 'unavailable', 'groupchat');
    const stanza = fc
      .tuple(name, to, type, child)
      .map(([n, t, k, c]) => `<${n} ${C} id="1" to="${t}"${k && ` type="${k}"`}>${c}</${n}>`);
    await fc.assert(
      fc.asyncProperty(fc.array(stanza, { maxLength: 30 }), async (stanzas) => {
        const client = await scene.login(BOB);
        for (const text of stanzas) client.send(text);
        client.send(`<iq ${C} type="get" id="end"><ping xmlns="${NS.ping}"/></iq>`);
        await client.settles('end');
        client.cut();
      }),
      { numRuns: 60 },
    );
    await expectAlive();
  });

  it('in the address of a connection leaves the server up', async () => {
    for (const address of ['//', '/\\', 'http://[', '/xmpp-websocket?token=%E0%A4%A']) {
      const socket = connect(scene.server.port, '127.0.0.1');
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('error', () => undefined);
      socket.end(`GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      socket.resume();
      await closed;
    }
    await expectAlive();
  });

  it('in a nick, which is part of every report, is not let into a room', async () => {
    for (const nick of ['x'.repeat(65), 'a b', 'ü', '&lt;b&gt;']) {
      const client = await scene.login(BOB, 'odd');
      client.enter(nick, 'odd');
      const refusal = await client.next(({ name, attrs }) => name === 'presence' && attrs.type === 'error');
      expect(errorCondition(refusal)).toBe('jid-malformed');
      client.cut();
    }
    expect(scene.api.typesOf('odd')).not.toContain('occupant-joined');
  });

  it('too large is cut off', async () => {
    const client = await scene.login(BOB);
    client.send(`<message ${C}><body>${'x'.repeat(300 * 1024)}</body></message>`);
    await client.settles('never');
    expect(client.closed).toBe(true);
  });
});
