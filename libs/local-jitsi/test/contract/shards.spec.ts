import { afterEach, describe, expect, it } from '@jest/globals';
import { ANN, type Scene, startScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

let scene: Scene;
afterEach(() => scene.stop());

/** What the gate was asked, once somebody has opened a room. */
async function askedOfGate(): Promise<URLSearchParams> {
  const client = await scene.login(ANN);
  await client.join('aaaa');
  const [request] = scene.api.gateRequests;
  return new URLSearchParams(request?.body);
}

describe('a server that is one of several', () => {
  it('says which when it starts, and when it asks whether a room may open', async () => {
    scene = await startScene({ shard: 'b' });
    await until(() => scene.api.starts.length === 1);
    expect(scene.api.startedShards).toEqual(['b']);
    const asked = await askedOfGate();
    expect(Object.fromEntries(asked)).toMatchObject({ name: 'room-1', shard: 'b' });
  });
});

describe('a server that is alone', () => {
  it.each([undefined, ''])('names none, be its name %p', async (shard) => {
    scene = await startScene({ shard });
    await until(() => scene.api.starts.length === 1);
    expect(scene.api.startedShards).toEqual([undefined]);
    expect((await askedOfGate()).has('shard')).toBe(false);
  });
});
