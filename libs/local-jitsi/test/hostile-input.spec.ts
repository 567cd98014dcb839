import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connect } from 'node:net';
import { NS } from '../src/namespaces.ts';
import { BOB, ANN, startScene, type Scene } from './support/scene.ts';
import { C, HOSTILE_FRAMES } from './support/hostile-frames.ts';
import { roomToken } from './support/room-token.ts';
import { until } from './support/until.ts';
import { MUC, XmppClient } from './support/xmpp-client.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

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
    for (const input of HOSTILE_FRAMES) {
      const client = await XmppClient.open(scene.server.port, roomToken());
      client.send(input);
      client.cut();
    }
    await expectAlive();
  });

  it('after the login, outside and inside a room, leaves the server up', async () => {
    for (const input of HOSTILE_FRAMES) {
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

  it('too large is cut off', async () => {
    const client = await scene.login(BOB);
    client.send(`<message ${C}><body>${'x'.repeat(300 * 1024)}</body></message>`);
    await client.settles('never');
    expect(client.closed).toBe(true);
  });
});
