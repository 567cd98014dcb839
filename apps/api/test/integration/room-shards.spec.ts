import { routes } from '@greenroom/contracts';
import { type LocalJitsi, startLocalJitsi } from '@greenroom/local-jitsi';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { errorText, XmppClient } from '../../../../libs/local-jitsi/test/support/xmpp-client.ts';
import { Metrics } from '../../src/observability/metrics.ts';
import { ConferenceControl } from '../../src/conference/conference-control.ts';
import { RoomClosing } from '../../src/conference/room-closing.ts';
import { RoomsRepository } from '../../src/conference/rooms.repository.ts';
import { ShardGauges } from '../../src/conference/shard-gauges.ts';
import { ShardsService } from '../../src/conference/shards.service.ts';
import {
  type AccountClient,
  freePort,
  startApplication,
  type TestApplication,
} from '../support/application.ts';
import { createInterview, type InterviewWish } from '../support/builders.ts';
import type { Client } from '../support/client.ts';
import { askGate, roomOf, type RoomOf, Signalling } from '../support/conference.ts';
import { interviewerOf } from '../support/interviewer-link.ts';
import { statementsOf } from '../support/statements.ts';
import { waitFor } from '../support/wait-for.ts';

const NAMES = ['a', 'b'] as const;
type Shard = (typeof NAMES)[number];

/** The API with two real signalling servers. */
let application: TestApplication;
let jitsi: Record<Shard, LocalJitsi>;
let candidate: AccountClient;
let admin: AccountClient;

const table = () => application.database.client.roomShard;
const drain = (name: string) =>
  application.database.client.shardDrain.create({ data: { name, since: application.clock.now() } });

beforeAll(async () => {
  const ports = { a: await freePort(), b: await freePort() };
  const setting = NAMES.map((name) => `${name}=http://127.0.0.1:${ports[name]}`).join(', ');
  application = await startApplication({ settings: { JITSI_SHARDS: setting } });
  const { JITSI_APP_ID, JITSI_APP_SECRET, JITSI_DOMAIN, CONFERENCE_SECRET } = application.environment;
  const start = (shard: Shard) =>
    startLocalJitsi({
      port: ports[shard],
      shard,
      authority: { appId: JITSI_APP_ID, appSecret: JITSI_APP_SECRET, domain: JITSI_DOMAIN },
      conferenceSecret: CONFERENCE_SECRET,
      apiUrl: application.url,
      presenceRetryMs: 5,
      now: () => application.clock.now().getTime(),
    });
  jitsi = { a: await start('a'), b: await start('b') };
  candidate = await application.candidate();
  admin = await application.admin();
});
afterAll(async () => {
  await jitsi.a.stop();
  await jitsi.b.stop();
  await application.stop();
});
beforeEach(async () => {
  await table().deleteMany();
  await application.database.client.shardDrain.deleteMany();
});

const createRoom = async (wish: Partial<InterviewWish> = {}): Promise<RoomOf> =>
  roomOf(await createInterview(application, { candidateId: candidate.accountId, ...wish }));

const grantTo = (person: Client, { roomName }: RoomOf) =>
  person.call(routes.createRoomGrant, { params: { roomName } });

/** The shard that a grant leads to. */
function shardIn({ serviceUrl }: { serviceUrl: string }): Shard {
  const shard = NAMES.find((name) => serviceUrl.includes(`/shards/${name}/`));
  if (!shard) throw new Error(`No shard in ${serviceUrl}`);
  return shard;
}
const otherThan = (shard: Shard): Shard => (shard === 'a' ? 'b' : 'a');

const shardFor = async (room: RoomOf): Promise<Shard> => shardIn(await grantTo(candidate, room));

/** Comes in where the grant leads to. */
async function enter(person: Client, nick: string, room: RoomOf): Promise<XmppClient> {
  const grant = await grantTo(person, room);
  const client = await XmppClient.login(jitsi[shardIn(grant)].port, grant.token);
  await client.join(nick, room.roomName);
  await waitFor(`the report of ${nick}`, async () => (await present(room)).includes(nick));
  return client;
}

async function leave(client: XmppClient, nick: string, room: RoomOf): Promise<void> {
  const to = `${room.roomName}@muc.${application.environment.JITSI_DOMAIN}/${nick}`;
  client.send(`<presence xmlns="jabber:client" type="unavailable" to="${to}"/>`);
  await waitFor('the end of the room', async () => {
    const { openedAt } = await table().findUniqueOrThrow({ where: { interviewId: room.id } });
    return openedAt === null;
  });
}

async function present(room: RoomOf): Promise<string[]> {
  const where = { interviewId: room.id, leftAt: null };
  const rows = await application.database.client.occupancy.findMany({ where });
  return rows.map(({ occupantId }) => occupantId);
}

describe('a room', () => {
  it('is where the fewest rooms are, for both sides, from the first grant on', async () => {
    const [first, second] = [await createRoom(), await createRoom()];
    expect(await grantTo(candidate, first)).toMatchObject({
      serviceUrl: 'ws://localhost:3000/shards/a/xmpp-websocket',
      libraryUrl: '/shards/a/libs/lib-jitsi-meet.min.js',
    });
    expect(await shardFor(second)).toBe('b');
    expect(shardIn(await grantTo(await interviewerOf(application, second), second))).toBe('b');
    expect(await shardFor(first)).toBe('a');
  });

  it('does not count when its time, or its interview, is over', async () => {
    const [past, over] = [await createRoom(), await createRoom({ status: 'completed' })];
    await application.database.client.interview.update({
      where: { id: past.id },
      data: { scheduledAt: new Date(0), endsAt: new Date(1) },
    });
    const assignedAt = application.clock.now();
    await table().createMany({
      data: [past, over].map(({ id }) => ({ interviewId: id, shard: 'a', assignedAt })),
    });
    expect(await shardFor(await createRoom())).toBe('a');
  });

  it('has one place, however many ask for it at the same time', async () => {
    const rooms = await Promise.all(Array.from({ length: 6 }, () => createRoom()));
    const answers = await Promise.all(
      rooms.map(async (room) => {
        const interviewer = await interviewerOf(application, room);
        const asked = [candidate, interviewer, candidate, interviewer].map((person) => grantTo(person, room));
        return new Set((await Promise.all(asked)).map(shardIn));
      }),
    );
    expect(answers.map(({ size }) => size)).toEqual(rooms.map(() => 1));
  });

  it('costs no statement more once it is assigned', async () => {
    const room = await createRoom();
    const assigning = async () => {
      const statements = await statementsOf(() => grantTo(candidate, room));
      return statements.filter(({ text }) => text.includes('INSERT INTO room_shard')).length;
    };
    expect([await assigning(), await assigning()]).toEqual([1, 0]);
  });

  it('in which somebody was before there were several shards is on the first of them', async () => {
    await grantTo(candidate, await createRoom());
    const room = await createRoom({ status: 'in-progress' });
    expect(await shardFor(room)).toBe('a');
  });

  it('whose shard is gone from the settings is assigned anew', async () => {
    const room = await createRoom({ status: 'in-progress' });
    const assignedAt = application.clock.now();
    await table().create({ data: { interviewId: room.id, shard: 'gone', assignedAt, openedAt: assignedAt } });
    expect(NAMES).toContain(await shardFor(room));
  });
});

describe('the reservation gate', () => {
  it('opens a room on its own shard alone, and another room on the other', async () => {
    const room = await createRoom();
    const grant = await grantTo(candidate, room);
    const wrong = await XmppClient.login(jitsi[otherThan(shardIn(grant))].port, grant.token);
    wrong.enter('aaaa', room.roomName);
    const refusal = await wrong.next((element) => errorText(element) !== undefined);
    expect(errorText(refusal)).toBe('The room is on another server. Please join again.');

    await enter(candidate, 'bbbb', room);
    const other = await createRoom();
    await enter(candidate, 'cccc', other);
    const places = await table().findMany({ where: { interviewId: { in: [room.id, other.id] } } });
    expect(new Set(places.map(({ shard }) => shard))).toEqual(new Set(NAMES));
  });

  it('stays shut for a server that does not say which it is, and for a room that nobody was let into', async () => {
    const room = await createRoom();
    expect(await askGate(application, 'POST', room.roomName)).toMatchObject({ status: 503 });
    await grantTo(candidate, room);
    expect(await askGate(application, 'POST', room.roomName)).toMatchObject({ status: 503 });
  });
});

describe('a command', () => {
  it('goes to the shard of the room', async () => {
    const rooms = [await createRoom(), await createRoom()];
    for (const room of rooms) {
      const client = await enter(candidate, 'aaaa', room);
      const control = application.get(ConferenceControl);
      const placed = await application.get(RoomsRepository).find(room.id);
      if (!placed) throw new Error('There is no such room');
      expect(await control.occupantsOf(placed)).toMatchObject([{ id: 'aaaa' }]);
      const elsewhere = { ...placed, shard: placed.shard === 'a' ? 'b' : 'a' };
      expect(await control.occupantsOf(elsewhere)).toEqual([]);

      await application.database.client.interview.update({
        where: { id: room.id },
        data: { status: 'cancelled' },
      });
      await application.get(RoomClosing).run(room.id);
      await client.sees('aaaa', 'unavailable');
    }
  });

  it('about a room without a shard finds no such room', async () => {
    const placed = await application.get(RoomsRepository).find((await createRoom()).id);
    if (!placed) throw new Error('There is no such room');
    expect(placed.shard).toBeNull();
    expect(await application.get(ConferenceControl).endRoom(placed)).toBe('unknown');
    expect(await application.get(ConferenceControl).endRoom({ ...placed, shard: 'gone' })).toBe('unknown');
  });
});

describe('the start of a shard', () => {
  it('empties its own rooms alone', async () => {
    const rooms = [await createRoom(), await createRoom()] as const;
    const [inA, inB] = (await shardFor(rooms[0])) === 'a' ? rooms : ([rooms[1], rooms[0]] as const);
    await enter(candidate, 'aaaa', inA);
    await enter(candidate, 'bbbb', inB);
    const signalling = new Signalling(application, inB);
    for (const stranger of [undefined, 'gone'])
      expect(await signalling.started(60, stranger)).toMatchObject({ body: { closed: 0 } });
    await signalling.started(60, 'b');
    expect(await present(inB)).toEqual([]);
    expect(await present(inA)).toEqual(['aaaa']);
    const opened = await table().findMany({ where: { openedAt: { not: null } } });
    expect(opened.map(({ interviewId }) => interviewId)).toEqual([inA.id]);
  });
});

describe('a shard that drains', () => {
  it('gets no new rooms', async () => {
    await drain('a');
    const rooms = await Promise.all(Array.from({ length: 3 }, () => createRoom()));
    for (const room of rooms) expect(await shardFor(room)).toBe('b');
  });

  it('keeps the rooms that have begun, and loses the others at their next grant', async () => {
    const waiting = await createRoom();
    const inhabited = await createRoom();
    const underWay = await createRoom({ status: 'in-progress' });
    const assignedAt = application.clock.now();
    await table().createMany({
      data: [waiting, inhabited, underWay].map(({ id }) => ({ interviewId: id, shard: 'a', assignedAt })),
    });
    await enter(candidate, 'aaaa', inhabited);
    await drain('a');
    expect(await shardFor(waiting)).toBe('b');
    expect(await shardFor(inhabited)).toBe('a');
    expect(await shardFor(underWay)).toBe('a');
    expect(shardIn(await grantTo(await interviewerOf(application, inhabited), inhabited))).toBe('a');
  });

  it('keeps a room that was let open there, although nobody is known to be in it, until its end is told', async () => {
    const room = await createRoom();
    const interviewer = await interviewerOf(application, room);
    expect(await shardFor(room)).toBe('a');
    expect(await askGate(application, 'POST', room.roomName, { shard: 'a' })).toMatchObject({ status: 200 });
    await drain('a');
    expect(shardIn(await grantTo(interviewer, room))).toBe('a');
    const ours = await enter(candidate, 'aaaa', room);
    await leave(ours, 'aaaa', room);
    expect(shardIn(await grantTo(interviewer, room))).toBe('b');
    expect(await askGate(application, 'POST', room.roomName, { shard: 'a' })).toMatchObject({ status: 503 });
  });

  it('goes on to serve where there is no other', async () => {
    const room = await createRoom();
    const shard = await shardFor(room);
    for (const name of NAMES) await drain(name);
    expect(await shardFor(room)).toBe(shard);
    expect(NAMES).toContain(await shardFor(await createRoom()));
  });
});

describe('an administrator', () => {
  const shards = async () => (await admin.call(routes.adminListShards)).items;
  const setDraining = (shardName: string, draining: boolean) =>
    admin.call(routes.adminDrainShard, { params: { shardName }, body: { draining } });
  const auditOf = async () => {
    const entries = await application.database.client.auditEntry.findMany({
      where: { actorId: admin.accountId },
      orderBy: { id: 'asc' },
    });
    return entries.map(({ action, subject }) => `${action} ${subject}`);
  };

  it('sees what each shard has to do', async () => {
    const rooms = [await createRoom(), await createRoom(), await createRoom()] as const;
    await enter(candidate, 'aaaa', rooms[0]);
    await enter(await interviewerOf(application, rooms[0]), 'bbbb', rooms[0]);
    await shardFor(rooms[1]);
    await shardFor(rooms[2]);
    expect(await shards()).toEqual([
      { name: 'a', drainingSince: null, rooms: 2, openRooms: 1, people: 2 },
      { name: 'b', drainingSince: null, rooms: 1, openRooms: 0, people: 0 },
    ]);
    await drain('b');
    const metrics = new Metrics();
    new ShardGauges(metrics, application.get(ShardsService)).onModuleInit();
    const text = await metrics.registry.metrics();
    expect(text).toContain('greenroom_shard_rooms{shard="a"} 2');
    expect(text).toContain('greenroom_shard_open_rooms{shard="a"} 1');
    expect(text).toContain('greenroom_shard_draining{shard="a"} 0');
    expect(text).toContain('greenroom_shard_draining{shard="b"} 1');
  });

  it('drains a shard and lets it take rooms again, which is written down once each', async () => {
    const [, drained] = (await setDraining('b', true)).items;
    expect(drained?.drainingSince).not.toBeNull();
    await setDraining('b', true);
    expect(await shards()).toEqual([expect.objectContaining({ drainingSince: null }), drained]);
    await setDraining('b', false);
    expect((await shards()).map(({ drainingSince }) => drainingSince)).toEqual([null, null]);
    expect(await auditOf()).toEqual(['shard.drained shard:b', 'shard.resumed shard:b']);
  });

  it('cannot drain the last shard that takes rooms, nor can two of them drain the last two', async () => {
    const request = (shardName: string) => ({ params: { shardName }, body: { draining: true } });
    const answers = await Promise.all(NAMES.map((name) => admin.try(routes.adminDrainShard, request(name))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const open = (await shards()).find(({ drainingSince }) => drainingSince === null);
    const refusal = await admin.refused(routes.adminDrainShard, request(open?.name ?? ''));
    expect(refusal).toMatchObject({ code: 'last-shard', status: 409 });
    const unknown = await admin.refused(routes.adminDrainShard, request('gone'));
    expect(unknown).toMatchObject({ code: 'not-found' });
  });

  it('is nobody else', async () => {
    const body = { draining: true };
    const ask = (person: Client) => [
      person.try(routes.adminListShards),
      person.try(routes.adminDrainShard, { params: { shardName: 'b' }, body }),
    ];
    const interviewer = await interviewerOf(application, await createRoom());
    const statuses = async (person: Client) => (await Promise.all(ask(person))).map(({ status }) => status);
    expect(await statuses(candidate)).toEqual([403, 403]);
    expect(await statuses(interviewer)).toEqual([401, 401]);
    expect(await statuses(application.visitor())).toEqual([401, 401]);
    expect(await application.database.client.shardDrain.count()).toBe(0);
  });
});
