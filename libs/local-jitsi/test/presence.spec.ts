import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PresenceReporter } from '../src/presence-reporter.ts';
import { Room } from '../src/room.ts';
import { Session } from '../src/session.ts';
import { xml } from '../src/stanza.ts';
import { CONFERENCE_SECRET, FakeApi } from './support/fake-api.ts';
import { NS } from '../src/namespaces.ts';
import { DOMAIN } from './support/room-token.ts';
import { ANN, BOB, startScene } from './support/scene.ts';
import { until } from './support/until.ts';
import { MUC } from './support/xmpp-client.ts';

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

  it('say of somebody who was given up that they left when they were lost', () => {
    let now = 1_000;
    const facts: { readonly type: string; readonly at: number }[] = [];
    const room = new Room({
      jid: `room-1@${MUC}`,
      maxOccupants: null,
      now: () => now,
      onFact: ({ type }, at = now) => facts.push({ type, at }),
      onReplaced: () => undefined,
      onEmpty: () => undefined,
    });
    const transport = { send: () => undefined, close: () => undefined, terminate: () => undefined };
    const session = new Session({
      claims: { aud: '', iss: '', sub: DOMAIN, room: 'room-1', nbf: 0, exp: 0, context: { user: BOB } },
      transport,
      domain: DOMAIN,
      hibernationMs: 60_000,
      now: () => now,
      onEnd: (ended) => room.onSessionEnd(ended),
    });
    session.enableResumption();
    room.onPresence(session, xml('presence', { to: `room-1@${MUC}/b` }, xml('x', { xmlns: NS.muc })));
    now = 5_000;
    session.lost(transport);
    now = 65_000;
    session.end();
    expect(facts).toEqual([
      { type: 'occupant-joined', at: 1_000 },
      { type: 'occupant-left', at: 5_000 },
    ]);
  });

  it('tell of everybody when the server is stopped', async () => {
    const scene = await startScene();
    const ann = await scene.login(ANN);
    await ann.join('a');
    await scene.server.stop();
    expect(scene.api.typesOf('room-1')).toEqual([
      'room-created',
      'occupant-joined',
      'occupant-left',
      'room-destroyed',
    ]);
    await scene.api.stop();
  });
});

describe('PresenceReporter', () => {
  let api: FakeApi;
  let apiUrl: string;
  beforeEach(async () => {
    api = new FakeApi();
    apiUrl = await api.start();
  });
  afterEach(() => api.stop());

  const create = (capacity?: number): PresenceReporter =>
    new PresenceReporter({
      apiUrl,
      secret: CONFERENCE_SECRET,
      now: Date.now,
      log: () => undefined,
      retryMs: 2,
      maxRetryMs: 10,
      capacity,
    });

  it('does not let one room wait for another', async () => {
    const reporter = create();
    reporter.report('one', { type: 'room-created' });
    reporter.report('two', { type: 'room-created' });
    await reporter.stop(5000);
    expect(api.events.map(({ room }) => room).sort()).toEqual(['one', 'two']);
  });

  it('gives up what is left when it is stopped while the API is away', async () => {
    api.presenceFailures.push(...Array.from({ length: 1000 }, () => 503));
    const reporter = create();
    reporter.report('one', { type: 'room-created' });
    await reporter.stop(20);
    expect(reporter.backlog).toBe(1);
    expect(api.events).toHaveLength(0);
  });

  it('keeps a bounded number of events and says how many it gave up', async () => {
    api.presenceFailures.push(...Array.from({ length: 1000 }, () => 503));
    const reporter = create(100);
    for (let n = 0; n < 250; n++) reporter.report(`room-${n % 2}`, { type: 'room-created' });
    expect(reporter.backlog).toBe(100);
    expect(reporter.dropped).toBe(150);
    await reporter.stop(5);
  });

  it('gives up the one event that the API never takes, and delivers those around it', async () => {
    const reporter = create();
    api.unacceptable.add('7');
    api.presenceFailures.push(503);
    for (let n = 0; n < 60; n++) {
      const occupant = { id: `${n}`, userId: 'ann', name: 'Ann', role: 'moderator' as const };
      reporter.report('one', { type: 'occupant-joined', occupant });
    }
    await reporter.stop(10_000);
    expect(api.events.map(({ occupant }) => occupant?.id)).toEqual(
      Array.from({ length: 60 }, (_, n) => `${n}`).filter((id) => id !== '7'),
    );
    expect([reporter.dropped, reporter.backlog]).toEqual([1, 0]);
  });

  it('keeps the order within a room under bursts', async () => {
    const reporter = create();
    api.presenceFailures.push(500, 500, 500);
    reporter.report('one', { type: 'room-created' });
    for (let n = 0; n < 120; n++) {
      const occupant = { id: `${n}`, userId: 'ann', name: 'Ann', role: 'moderator' as const };
      reporter.report('one', { type: 'occupant-joined', occupant });
    }
    await reporter.stop(10_000);
    expect(api.events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 121 }, (_, n) => n + 1));
  });
});
