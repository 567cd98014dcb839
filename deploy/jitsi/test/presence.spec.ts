import { expect, it } from '@jest/globals';
import { ANN, BOB, CID } from '../../../libs/local-jitsi/test/support/scene.ts';
import { until } from '../../../libs/local-jitsi/test/support/until.ts';
import { MUC, type XmppClient } from '../../../libs/local-jitsi/test/support/xmpp-client.ts';
import { startProsodyScene } from './support/prosody-scene.ts';

const HIBERNATION_MS = 1000;
/** Timers count from a clock of their own, which may differ from the wall's by this much in such a time. */
const SLACK_MS = 100;

async function leave(client: XmppClient, nick: string): Promise<void> {
  client.send(`<presence xmlns="jabber:client" type="unavailable" to="room-1@${MUC}/${nick}"/>`);
  await client.sees(nick, 'unavailable');
}

it('events arrive once and in order although the API is restarted between them', async () => {
  const scene = await startProsodyScene();
  const ann = await scene.login(ANN);
  await ann.join('a');
  await until(() => scene.api.events.length === 2);
  await scene.stopApi();
  const bob = await scene.login(BOB);
  await bob.join('b1');
  await leave(bob, 'b1');
  await scene.startApi();
  await bob.join('b2');
  await scene.stopApi();
  await leave(bob, 'b2');
  await scene.startApi();
  await leave(ann, 'a');
  await until(() => scene.api.typesOf('room-1').includes('room-destroyed'));
  expect(scene.api.events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(scene.api.events.map(({ occupant }) => occupant?.id)).toEqual([
    undefined,
    'a',
    'b1',
    'b1',
    'b2',
    'b2',
    'a',
    undefined,
  ]);
  await scene.stop();
});

it('events are kept in a bounded number while the API is away, the newest of them', async () => {
  const capacity = 10;
  const scene = await startProsodyScene({ presenceCapacity: capacity });
  const ann = await scene.login(ANN);
  await ann.join('a');
  await until(() => scene.api.events.length === 2);
  await scene.stopApi();
  const bob = await scene.login(BOB);
  for (let n = 0; n < 20; n++) {
    await bob.join(`b${n}`);
    await leave(bob, `b${n}`);
  }
  await scene.startApi();
  await until(() => scene.api.events.at(-1)?.occupant?.id === 'b19');
  expect(scene.api.events.length).toBeLessThanOrEqual(2 + capacity);
  expect(scene.prosody.log()).toContain('events are dropped');
  await scene.stop();
});

it('an event that the API never takes is given up, and those around it arrive', async () => {
  const scene = await startProsodyScene();
  scene.api.unacceptable.add('b1');
  const ann = await scene.login(ANN);
  const bob = await scene.login(BOB);
  await ann.join('a');
  await bob.join('b1');
  await leave(bob, 'b1');
  await bob.join('b2');
  await until(() => scene.api.events.at(-1)?.occupant?.id === 'b2');
  expect(scene.api.events.map(({ occupant }) => occupant?.id)).toEqual([undefined, 'a', 'b2']);
  await scene.stop();
});

it('somebody whose connection is given up left when it was lost', async () => {
  const scene = await startProsodyScene({ hibernationSeconds: HIBERNATION_MS / 1000 });
  const ann = await scene.login(ANN);
  const bob = await scene.login(BOB);
  await ann.join('a');
  await bob.join('b');
  bob.send('<enable xmlns="urn:xmpp:sm:3" resume="true"/>');
  await bob.next(({ name }) => name === 'enabled');
  bob.cut();
  await ann.sees('b', 'unavailable');
  const cid = await scene.login(CID);
  await cid.join('c');
  await until(() => scene.api.events.at(-1)?.occupant?.id === 'c');
  const [left, joined] = scene.api.events.slice(-2).map(({ occurredAt }) => Date.parse(occurredAt));
  expect((joined ?? 0) - (left ?? 0)).toBeGreaterThanOrEqual(HIBERNATION_MS - SLACK_MS);
  await scene.stop();
});

it('who was in a room when the server crashed is known to be gone by its next start', async () => {
  const scene = await startProsodyScene();
  const ann = await scene.login(ANN);
  await ann.join('a');
  await until(() => scene.api.starts.length === 1);
  await scene.prosody.kill();
  const next = await startProsodyScene({ apiUrl: scene.apiUrl });
  await until(() => scene.api.starts.length === 2);
  await next.stop();
  await scene.api.stop();
});
