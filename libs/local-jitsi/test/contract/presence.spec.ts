import { describe, expect, it } from '@jest/globals';
import { ANN, BOB, startScene } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { MUC } from '../support/xmpp-client.ts';

describe('presence reports of a room', () => {
  it('tell in order who came and went, with ids, and begin anew with each life of the room', async () => {
    const scene = await startScene();
    try {
      const ann = await scene.login(ANN);
      const bob = await scene.login(BOB);
      await ann.join('a');
      await bob.join('b');
      for (const [client, nick] of [
        [ann, 'a'],
        [bob, 'b'],
      ] as const) {
        client.send(`<presence xmlns="jabber:client" type="unavailable" to="room-1@${MUC}/${nick}"/>`);
      }
      await until(() => scene.api.events.length === 6);
      expect(scene.api.typesOf('room-1')).toEqual([
        'room-created',
        'occupant-joined',
        'occupant-joined',
        'occupant-left',
        'occupant-left',
        'room-destroyed',
      ]);
      expect(scene.api.events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(new Set(scene.api.events.map(({ id }) => id)).size).toBe(6);
      expect(scene.api.events[1]?.occupant).toEqual({
        id: 'a',
        userId: 'ann',
        name: 'Ann',
        role: 'moderator',
      });
      expect(scene.api.rejectedSignatures).toBe(0);
      await ann.join('a2');
      await until(() => scene.api.events.length === 8);
      expect(scene.api.events.at(6)).toMatchObject({ type: 'room-created', sequence: 1 });
    } finally {
      await scene.stop();
    }
  });

  it('arrive once each and in order although the API fails in between', async () => {
    const scene = await startScene();
    scene.api.presenceFailures.push(503, 500, 429);
    try {
      const ann = await scene.login(ANN);
      await ann.join('a');
      await until(() => scene.api.events.length >= 2);
      expect(scene.api.events.map(({ sequence }) => sequence)).toEqual([1, 2]);
    } finally {
      await scene.stop();
    }
  });

  it('are preceded by the start of the server, said until it is heard', async () => {
    const scene = await startScene();
    try {
      await until(() => scene.api.starts.length === 1);
      scene.api.startFailures.push(503, 404);
      const second = await startScene({ apiUrl: scene.apiUrl });
      await until(() => scene.api.starts.length === 2);
      await second.stop();
    } finally {
      await scene.stop();
    }
  });
});
