import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NS } from '../../src/namespaces.ts';
import { attribute } from '../../src/stanza.ts';
import { roomToken } from '../support/room-token.ts';
import { ANN, BOB, CID, startScene, type Scene } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { XmppClient, isPresenceOf, statusCodes } from '../support/xmpp-client.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene({ hibernationMs: 60_000 });
});
afterEach(() => scene.stop());

/** Switches stream management on; returns what a resume needs. */
async function enableResume(client: XmppClient): Promise<string> {
  client.send(`<enable xmlns="${NS.streamManagement}" resume="true"/>`);
  const enabled = await client.next((element) => element.name === 'enabled');
  return attribute(enabled, 'id') ?? '';
}

/** A new socket of the same person asks for the old session. */
async function resume(previd: string, handled: number, user = BOB, room = 'room-1'): Promise<XmppClient> {
  const client = await XmppClient.authenticate(scene.server.port, roomToken({ user, room }), previd);
  client.send(`<resume xmlns="${NS.streamManagement}" previd="${previd}" h="${handled}"/>`);
  return client;
}

describe('a cut connection', () => {
  it('is resumed with everything that was missed, and nobody saw the person leave', async () => {
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    const previd = await enableResume(bob);
    await ann.join('a');
    await bob.join('b');
    const seen = bob.received.filter(({ name }) => ['iq', 'presence', 'message'].includes(name)).length - 1;
    bob.cut();
    ann.say('while you were away');
    await ann.hears('while you were away');
    const back = await resume(previd, seen);
    await back.next((element) => element.name === 'resumed');
    await back.hears('while you were away');
    back.say('back again');
    await ann.hears('back again');
    expect(
      ann.received.filter((x) => isPresenceOf(x, 'b') && attribute(x, 'type') === 'unavailable'),
    ).toEqual([]);
    expect(scene.api.typesOf('room-1')).not.toContain('occupant-left');
  });

  it('is not given to another person, nor to another room, nor under an unknown id', async () => {
    const bob = await scene.login(BOB);
    const previd = await enableResume(bob);
    await bob.join('b');
    bob.cut();
    for (const thief of [
      await resume(previd, 0, CID),
      await resume(previd, 0, BOB, 'room-2'),
      await resume('unknown', 0),
    ]) {
      const answer = await thief.next(({ name }) => name === 'failed' || name === 'resumed');
      expect(answer.name).toBe('failed');
    }
  });

  it('moves even while the old socket still seems open', async () => {
    const bob = await scene.login(BOB);
    const previd = await enableResume(bob);
    await bob.join('b');
    const back = await resume(previd, 0);
    await back.next((element) => element.name === 'resumed');
    await until(() => bob.closed);
    back.say('here');
    await back.hears('here');
  });

  it('ends when nobody comes back in time', async () => {
    await scene.stop();
    scene = await startScene({ hibernationMs: 30 });
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    await enableResume(bob);
    await ann.join('a');
    await bob.join('b');
    bob.cut();
    await ann.sees('b', 'unavailable');
  });

  it('is noticed when the line is silently dead', async () => {
    await scene.stop();
    scene = await startScene({ heartbeatMs: 20, hibernationMs: 30 });
    const bob = await scene.login(BOB);
    await bob.join('b');
    bob.send(`<enable xmlns="${NS.streamManagement}" resume="true"/>`);
    bob.playDead();
    await until(() => scene.api.typesOf('room-1').includes('occupant-left'));
  });

  it('without stream management ends at once', async () => {
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    await ann.join('a');
    await bob.join('b');
    bob.cut();
    await ann.sees('b', 'unavailable');
  });
});

describe('a person who comes twice', () => {
  it('pushes out the older entry, which learns that it was replaced', async () => {
    const ann = await scene.login(ANN);
    const old = await scene.login(BOB);
    await ann.join('a');
    await old.join('b');
    const newer = await scene.login(BOB);
    await newer.join('b2');
    const farewell = await old.sees('b', 'unavailable');
    expect(statusCodes(farewell)).toEqual(['307', '110']);
    expect(farewell.getChild('flip_device')).toBeDefined();
    const seen = await ann.sees('b', 'unavailable');
    expect(statusCodes(seen)).toEqual([]);
    await until(() => scene.api.events.length === 5);
    expect(scene.api.typesOf('room-1').slice(2)).toEqual([
      'occupant-joined',
      'occupant-left',
      'occupant-joined',
    ]);
  });

  it('leaves no ghost of a killed browser', async () => {
    const ann = await scene.login(ANN);
    const killed = await scene.login(BOB);
    await enableResume(killed);
    await ann.join('a');
    await killed.join('b');
    killed.cut();
    const back = await scene.login(BOB);
    await back.join('b2');
    await ann.sees('b', 'unavailable');
    expect(back.received.some((element) => isPresenceOf(element, 'b'))).toBe(false);
  });

  it('is not pushed out in turn by the older entry coming back to life', async () => {
    const old = await scene.login(BOB);
    const previd = await enableResume(old);
    await old.join('b');
    old.cut();
    const newer = await scene.login(BOB);
    await newer.join('b2');
    const zombie = await resume(previd, 0);
    const error = await zombie.next(({ name }) => name === 'stream:error');
    expect(error.getChild('conflict')).toBeDefined();
    newer.say('still here');
    await newer.hears('still here');
  });
});
