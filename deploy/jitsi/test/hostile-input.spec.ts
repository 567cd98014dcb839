import { expect, it } from '@jest/globals';
import { C, HOSTILE_FRAMES } from '../../../libs/local-jitsi/test/support/hostile-frames.ts';
import { NS } from '../../../libs/local-jitsi/src/namespaces.ts';
import { roomToken } from '../../../libs/local-jitsi/test/support/room-token.ts';
import { ANN, BOB } from '../../../libs/local-jitsi/test/support/scene.ts';
import { XmppClient } from '../../../libs/local-jitsi/test/support/xmpp-client.ts';
import { startProsodyScene } from './support/prosody-scene.ts';

it('whatever somebody sends, no plugin fails, and others can meet', async () => {
  const scene = await startProsodyScene();
  for (const frame of HOSTILE_FRAMES) {
    const stranger = await XmppClient.open(scene.prosody.port, roomToken());
    stranger.send(frame);
    stranger.cut();
    const bob = await scene.login(BOB);
    bob.send(frame);
    bob.enter('n');
    bob.send(frame);
    bob.send(`<iq ${C} type="get" id="end"><ping xmlns="${NS.ping}"/></iq>`);
    await bob.settles('end');
    bob.cut();
  }
  const ann = await scene.login(ANN, 'alive');
  await ann.join('a', 'alive');
  ann.say('hello', 'alive');
  await ann.hears('hello');
  expect(scene.prosody.log()).not.toMatch(/traceback/i);
  await scene.stop();
});
