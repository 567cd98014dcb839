import { expect, test } from '@playwright/test';
import { hasCoturn, startCoturn, type RunningCoturn } from '../../../tools/one-host/coturn.ts';
import { Person, type Who } from './stage/person.ts';
import { Stage } from './stage/stage.ts';

const ANN: Who = { user: 'ann', name: 'Ann', role: 'moderator', room: 'room-relay' };
const BOB: Who = { user: 'bob', name: 'Bob', role: 'participant', room: 'room-relay' };

if (hasCoturn()) test.describe('by way of the TURN server', specifyRelay);
else
  test.fixme('two people talk by way of the TURN server, where coturn is or can be installed', () =>
    undefined);

function specifyRelay() {
  const stage = new Stage();
  let coturn: RunningCoturn;
  test.beforeAll(async () => {
    coturn = await startCoturn('127.0.0.1');
    await stage.open();
  });
  test.afterAll(async () => {
    await stage.close();
    await coturn.stop();
  });

  test('two people talk whose networks let them do nothing else', async ({ browser }) => {
    const urls = `turn:127.0.0.1:${coturn.port}?transport=tcp`;
    stage.iceServers = [{ urls, ...coturn.credentials(600) }];
    const a = await Person.arrive(browser, stage, ANN, { relayOnly: true });
    const b = await Person.arrive(browser, stage, BOB, { relayOnly: true });
    await a.join();
    await b.join();
    await a.isIn('live');
    await a.keepsReceiving();
    await b.keepsReceiving();
    for (const person of [a, b]) {
      await expect.poll(async () => [...new Set(await person.usedCandidates())]).toEqual(['relay']);
    }
    await a.go();
    await b.go();
  });

  test('credentials that have ended help nobody', async ({ browser }) => {
    const urls = `turn:127.0.0.1:${coturn.port}?transport=tcp`;
    stage.iceServers = [{ urls, ...coturn.credentials(-600) }];
    const a = await Person.arrive(browser, stage, ANN, { relayOnly: true });
    const b = await Person.arrive(browser, stage, BOB, { relayOnly: true });
    await a.join();
    await b.join();
    await a.isIn('live');
    await expect.poll(() => a.refusalsOfServers()).toContain(401);
    expect(await a.usedCandidates()).toEqual([]);
    await a.go();
    await b.go();
  });
}
