import { expect, test } from '@playwright/test';
import { Person, type Who } from './stage/person.ts';
import { Stage } from './stage/stage.ts';

const stage = new Stage();
test.beforeAll(() => stage.open());
test.afterAll(() => stage.close());

let count = 0;
let ann: Who;
let bob: Who;
test.beforeEach(() => {
  const room = `room-${++count}`;
  ann = { user: 'ann', name: 'Ann', role: 'moderator', room };
  bob = { user: 'bob', name: 'Bob', role: 'participant', room };
});

test('two people meet: sound and picture both ways, names, roles, mute, chat', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  await a.joinFromDeviceCheck();
  await a.isIn('waiting-alone');
  const b = await Person.arrive(browser, stage, bob);
  await b.joinFromDeviceCheck();
  await a.isIn('live');
  await b.isIn('live');
  const unmuted = { audioMuted: false, videoMuted: false, hasAudio: true, hasCamera: true };
  await a.seesOther({ userId: 'bob', name: 'Bob', role: 'participant', ...unmuted });
  await b.seesOther({ userId: 'ann', name: 'Ann', role: 'moderator', ...unmuted });
  await a.keepsReceiving();
  await b.keepsReceiving();
  expect(await b.page.evaluate(() => client.firstRemoteMediaMs())).toBeGreaterThan(0);
  const { connections } = await b.page.evaluate(() => client.stats());
  expect(connections).toMatchObject([{ state: 'connected', peerToPeer: true }]);
  const framesIn = connections.flatMap(({ inbound }) => inbound.filter(({ kind }) => kind === 'video'));
  expect(framesIn).toMatchObject([{ frames: expect.any(Number) as never }]);

  await a.say('hello <b> & "ünï" 👋');
  await b.reads('hello <b> & "ünï" 👋', { own: false, delivery: 'sent' });
  await a.reads('hello <b> & "ünï" 👋', { own: true, delivery: 'sent' });

  for (const [kind, flag] of [
    ['setMicrophone', 'audioMuted'],
    ['setCamera', 'videoMuted'],
  ] as const) {
    await a.page.evaluate((command) => client[command](false), kind);
    await b.seesOther({ [flag]: true });
    await a.page.evaluate((command) => client[command](true), kind);
    await b.seesOther({ [flag]: false });
  }
  await b.keepsReceiving();
  expect([...a.foreignRequests, ...b.foreignRequests]).toEqual([]);
  expect([...a.pageErrors, ...b.pageErrors]).toEqual([]);
  await a.go();
  await b.isIn('waiting-alone');
  await b.go();
});

test('who starts without devices can turn them on in the room', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  await a.join({ microphone: false, camera: false });
  const b = await Person.arrive(browser, stage, bob);
  await b.join();
  await b.seesOther({ audioMuted: true, videoMuted: true, hasCamera: false });
  await a.seesOther({ audioMuted: false, videoMuted: false });
  await a.page.evaluate(() => client.setMicrophone(true));
  await a.page.evaluate(() => client.setCamera(true));
  await b.seesOther({ audioMuted: false, videoMuted: false, hasCamera: true });
  await a.keepsReceiving();
  await b.keepsReceiving();
  await a.go();
  await b.go();
});

test('a shared screen arrives, and the camera comes back after it', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  const b = await Person.arrive(browser, stage, bob);
  await a.join();
  await b.join();
  await b.seesOther({ hasCamera: true });
  expect(await a.page.evaluate(() => client.startScreenShare())).toBe(true);
  expect(await a.page.evaluate(() => client.sharingScreen())).toBe(true);
  await b.seesOther({ hasScreen: true });
  // The browser's own "stop sharing" ends the track.
  await a.page.evaluate(() => {
    const track = client.self().screen;
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
  });
  await b.seesOther({ hasScreen: false, hasCamera: true, videoMuted: false });
  await expect.poll(() => a.page.evaluate(() => client.sharingScreen())).toBe(false);
  await b.keepsReceiving();
  await a.keepsReceiving();
  await a.go();
  await b.go();
});

test('a reload brings the person back as one tile, with the conversation', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  const b = await Person.arrive(browser, stage, bob);
  await a.join();
  await b.join();
  await a.say('before');
  await b.say('mine');
  await b.reads('before');
  await b.open(stage);
  await b.join();
  await b.isIn('live');
  await a.seesOther({ userId: 'bob', hasCamera: true });
  await a.keepsReceiving();
  await b.keepsReceiving();
  await b.reads('before', { own: false, from: expect.objectContaining({ name: 'Ann' }) as never });
  await b.reads('mine', { own: true });
  await a.go();
  await b.go();
});

test('a cut line is resumed: media go on, chat written meanwhile arrives once', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  const b = await Person.arrive(browser, stage, bob);
  await a.join();
  await b.join();
  await a.keepsReceiving();
  stage.cable.cut();
  await a.isIn('reconnecting');
  await a.say('written in the dark');
  await a.reads('written in the dark', { delivery: 'queued' });
  await a.keepsReceiving();
  stage.cable.mend();
  await a.isIn('live');
  await b.isIn('live');
  await b.reads('written in the dark');
  await a.reads('written in the dark', { delivery: 'sent' });
  await b.seesOther({ userId: 'ann', audioMuted: false });
  await a.go();
  await b.go();
});

test('the signalling server restarts: media go on meanwhile, both come back', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  const b = await Person.arrive(browser, stage, bob);
  await a.join();
  await b.join();
  await a.keepsReceiving();
  await b.keepsReceiving();
  await a.say('before the restart');
  await b.reads('before the restart');
  await stage.stopSignalling();
  await a.isIn('reconnecting');
  await b.isIn('reconnecting');
  await a.keepsReceiving();
  await b.keepsReceiving();
  await b.say('during the restart');
  await stage.startSignalling();
  await a.isIn('live');
  await b.isIn('live');
  await a.reads('during the restart');
  await a.reads('before the restart');
  await a.seesOther({ userId: 'bob', audioMuted: false, videoMuted: false });
  await b.seesOther({ userId: 'ann', audioMuted: false, videoMuted: false });
  await a.keepsReceiving();
  await b.keepsReceiving();
  await a.page.evaluate(() => client.setMicrophone(false));
  await b.seesOther({ audioMuted: true });
  await a.go();
  await b.go();
});

test('a third person without a bridge is told of, and media return when one leaves', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  const b = await Person.arrive(browser, stage, bob);
  await a.join();
  await b.join();
  await a.keepsReceiving();
  const c = await Person.arrive(browser, stage, { ...bob, user: 'cid', name: 'Cid' });
  await c.join();
  for (const person of [a, b, c]) {
    await expect.poll(() => person.page.evaluate(() => client.mediaUnavailable())).toBe(true);
  }
  await c.page.evaluate(() => client.leave());
  await expect.poll(() => a.page.evaluate(() => client.mediaUnavailable())).toBe(false);
  await a.keepsReceiving();
  await b.keepsReceiving();
  for (const person of [a, b, c]) await person.go();
});

test('a newer tab of the same person replaces the older one, which stays away', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  const b = await Person.arrive(browser, stage, bob);
  await a.join();
  await b.join();
  await a.isIn('live');
  const b2 = await Person.arrive(browser, stage, bob);
  await b2.join();
  await b.isIn('replaced');
  await b2.isIn('live');
  await a.seesOther({ userId: 'bob', hasCamera: true });
  await a.keepsReceiving();
  await b2.keepsReceiving();
  expect((await b.state()).kind).toBe('replaced');
  for (const person of [a, b, b2]) await person.go();
});

test('a moderator removes a participant; a participant removes nobody', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  const b = await Person.arrive(browser, stage, bob);
  await a.join();
  await b.join();
  await a.isIn('live');
  await b.isIn('live');
  await b.page.evaluate(() => client.removeParticipant(client.remotes()[0]?.id ?? '', 'no'));
  await b.say('still here');
  await a.reads('still here');
  await a.isIn('live');
  await a.page.evaluate(() => client.removeParticipant(client.remotes()[0]?.id ?? '', 'enough & <out>'));
  await b.isIn('kicked');
  expect(await b.state()).toEqual({ kind: 'kicked', reason: 'enough & <out>' });
  await a.isIn('waiting-alone');
  await a.go();
  await b.go();
});

test('the server ends the room and says why', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  const b = await Person.arrive(browser, stage, bob);
  await a.join();
  await b.join();
  await a.isIn('live');
  expect(await stage.endRoom(ann.room)).toBe(204);
  await a.isIn('ended');
  await b.isIn('ended');
  expect(await b.state()).toEqual({ kind: 'ended', reason: 'The interview was ended' });
  expect(await stage.endRoom(ann.room)).toBe(404);
  await a.go();
  await b.go();
});

test('the gate refuses with its own words; the API refuses a grant with its code', async ({ browser }) => {
  const a = await Person.arrive(browser, stage, ann);
  stage.gateRefusal = 'The interview has not been paid & is closed';
  await a.join();
  expect(await a.state()).toMatchObject({
    kind: 'refused',
    error: { code: 'room-refused', reason: 'The interview has not been paid & is closed', retryable: false },
  });
  stage.gateRefusal = null;
  stage.grantsRefused = true;
  await a.join();
  expect(await a.state()).toMatchObject({
    kind: 'refused',
    error: { code: 'grant-refused', reason: 'room-not-open' },
  });
  stage.grantsRefused = false;
  await a.join();
  await a.isIn('waiting-alone');
  await a.go();
});
