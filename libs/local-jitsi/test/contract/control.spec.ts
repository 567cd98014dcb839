import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NS } from '../../src/namespaces.ts';
import { signBody } from '../../src/signature.ts';
import { CONFERENCE_SECRET } from '../support/fake-api.ts';
import { ANN, BOB, startScene, type Scene } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { MUC } from '../support/xmpp-client.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
});
afterEach(() => scene.stop());

const end = (room: string, body = '', signature?: string) => control(`${room}/end`, body, signature);
const occupants = (room: string, body = '{}', signature?: string) =>
  control(`${room}/occupants`, body, signature);

function control(path: string, body: string, signature?: string): Promise<Response> {
  return fetch(`${scene.server.controlUrl}/rooms/${path}`, {
    method: 'POST',
    body,
    headers: {
      'x-greenroom-signature': signature ?? signBody(body, CONFERENCE_SECRET, Date.now() / 1000),
    },
  });
}

describe('ending a room from the API', () => {
  it('makes everybody leave, tells why, and reports it', async () => {
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    await ann.join('a');
    await bob.join('b');
    expect((await end('room-1', '{"reason":"Ended by the interviewer"}')).status).toBe(204);
    for (const [client, nick] of [
      [ann, 'a'],
      [bob, 'b'],
    ] as const) {
      const farewell = await client.sees(nick, 'unavailable');
      const destroy = farewell.getChild('x', NS.mucUser)?.getChild('destroy');
      expect(destroy?.getChildText('reason')).toBe('Ended by the interviewer');
    }
    await until(() => scene.api.typesOf('room-1').includes('room-destroyed'));
    expect(scene.api.typesOf('room-1').filter((type) => type === 'occupant-left')).toHaveLength(2);
  });

  it('answers 404 for a room that does not exist', async () => {
    expect((await end('room-9')).status).toBe(404);
  });

  it('refuses without a good signature, and ends nothing', async () => {
    const ann = await scene.login(ANN);
    await ann.join('a');
    const old = signBody('', CONFERENCE_SECRET, Date.now() / 1000 - 600);
    for (const signature of ['', 't=1,v1=00', signBody('', 'another secret', Date.now() / 1000), old]) {
      expect((await end('room-1', '', signature)).status).toBe(401);
    }
    expect((await end('room-1', '{not json')).status).toBe(400);
    expect((await end('room-1', 'x'.repeat(20_000))).status).toBe(413);
    ann.say('still here');
    await ann.hears('still here');
  });
});

describe('asking who is in a room', () => {
  it('answers with the people as they are reported, and since when they are there', async () => {
    const ann = await scene.login(ANN);
    const bob = await scene.login(BOB);
    await ann.join('a');
    await bob.join('b');
    await until(() => scene.api.events.length === 3);
    const answer = await occupants('room-1');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({
      occupants: scene.api.events.slice(1).map(({ occupant, occurredAt }) => ({
        ...occupant,
        joinedAt: occurredAt,
      })),
    });
    bob.send(`<presence xmlns="jabber:client" type="unavailable" to="room-1@${MUC}/b"/>`);
    await ann.sees('b', 'unavailable');
    const left = (await (await occupants('room-1')).json()) as { occupants: { id: string }[] };
    expect(left.occupants.map(({ id }) => id)).toEqual(['a']);
  });

  it('knows them although the reports about them do not come through', async () => {
    scene.api.presenceFailures.push(...Array.from({ length: 1000 }, () => 503));
    const ann = await scene.login(ANN);
    await ann.join('a');
    expect(await (await occupants('room-1')).json()).toMatchObject({
      occupants: [{ id: 'a', userId: 'ann', name: 'Ann', role: 'moderator' }],
    });
    expect(scene.api.events).toEqual([]);
  });

  it('answers 404 for a room that does not exist', async () => {
    expect((await occupants('room-9')).status).toBe(404);
  });

  it('refuses without a good signature of this very body', async () => {
    const ann = await scene.login(ANN);
    await ann.join('a');
    const old = signBody('{}', CONFERENCE_SECRET, Date.now() / 1000 - 600);
    const ofAnother = signBody('', CONFERENCE_SECRET, Date.now() / 1000);
    for (const signature of [
      '',
      't=1,v1=00',
      signBody('{}', 'another secret', Date.now() / 1000),
      old,
      ofAnother,
    ]) {
      expect((await occupants('room-1', '{}', signature)).status).toBe(401);
    }
    expect((await occupants('room-1', '{"everybody":true}')).status).toBe(400);
    expect((await fetch(`${scene.server.controlUrl}/rooms/room-1/occupants`)).status).toBe(404);
  });
});
