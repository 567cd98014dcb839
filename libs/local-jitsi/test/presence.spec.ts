import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PresenceReporter } from '../src/presence-reporter.ts';
import { Room } from '../src/room.ts';
import { Session } from '../src/session.ts';
import { xml } from '../src/stanza.ts';
import { CONFERENCE_SECRET, FakeApi } from './support/fake-api.ts';
import { NS } from '../src/namespaces.ts';
import { DOMAIN } from './support/room-token.ts';
import { ANN, BOB, startScene } from './support/scene.ts';
import { MUC } from './support/xmpp-client.ts';

describe('presence reports of a room', () => {
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
